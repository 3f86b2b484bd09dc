import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { operation } from "../../contract/bundle.ts";
import { command } from "../../support/startCommand.ts";

const path = "/education/synchronizationProfiles";
const documented = operation("createSynchronizationProfile").requestBody?.examples["csvNewAccounts"]?.value as object;
const headers = { authorization: "Bearer any-token", "content-type": "application/json" };
const writers = 8;

interface Running {
  url: string;
  child: ChildProcess;
  ended: Promise<unknown>;
}

async function start(store: string): Promise<Running> {
  const args = [command, "mock", "--port", "0", "--log", "json", "--store", store];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "inherit"] });
  const ended = once(child, "exit");
  const url = await new Promise<string>((found, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      const { listening } = JSON.parse(line) as { listening?: string };
      if (listening !== undefined) found(listening);
    });
    child.once("exit", (code) => reject(new Error(`The command ended with ${code}.`)));
  });
  return { url, child, ended };
}

async function kill({ child, ended }: Running): Promise<void> {
  child.kill("SIGKILL");
  await ended;
}

interface Writing {
  /** The ids of all profiles whose creation was acknowledged, so far. */
  ids: string[];
  failed: () => number;
  /** Resolves a moment after a random number of further ids. */
  atRandom: (atMost: number) => Promise<void>;
  stop: () => Promise<void>;
}

/** Creates profiles with several writers at once until it is stopped or the server is gone. */
function keepWriting(url: string): Writing {
  const ids: string[] = [];
  let failed = 0;
  let isOver = false;
  const write = async (): Promise<void> => {
    for (let count = 0; !isOver; count += 1) {
      const body = JSON.stringify({ ...documented, displayName: `Contoso ${count}` });
      const answer = await fetch(url + path, { method: "POST", headers, body }).catch(() => undefined);
      const created = await answer?.json().catch(() => undefined);
      if (answer?.status === 201 && created !== undefined) ids.push((created as { id: string }).id);
      else failed += 1;
      if (!answer) return;
    }
  };
  const written = Promise.all(Array.from({ length: writers }, write));
  return {
    ids,
    failed: () => failed,
    atRandom: async (atMost) => {
      const wanted = ids.length + Math.ceil(Math.random() * atMost);
      while (ids.length < wanted) await sleep(1);
      await sleep(Math.random() * 20);
    },
    stop: async () => {
      isOver = true;
      await written;
    },
  };
}

async function listedIds(url: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let next: string | undefined = `${url}${path}?$top=999`; next !== undefined;) {
    const answer = await fetch(next, { headers });
    const page = (await answer.json()) as { value: { id: string }[]; "@odata.nextLink"?: string };
    for (const { id } of page.value) ids.add(id);
    next = page["@odata.nextLink"];
  }
  return ids;
}

/** Kills a mock at random moments under load and restarts it each time. */
export async function crashes(store: string, times: number): Promise<{ acknowledged: number; lost: number }> {
  const acknowledged: string[] = [];
  for (let count = 0; count < times; count += 1) {
    const running = await start(store);
    const writing = keepWriting(running.url);
    await writing.atRandom(100);
    await kill(running);
    await writing.stop();
    acknowledged.push(...writing.ids);
  }
  const running = await start(store);
  const kept = await listedIds(running.url);
  await kill(running);
  return { acknowledged: acknowledged.length, lost: acknowledged.filter((id) => !kept.has(id)).length };
}

/** Kills one of two replicas under load; the other one must answer everything. */
export async function replicaCrash(
  store: string,
): Promise<{ acknowledged: number; lost: number; failedByOther: number }> {
  const [one, other] = [await start(store), await start(store)];
  const [before, after] = [keepWriting(one.url), keepWriting(other.url)];
  await before.atRandom(100);
  await kill(one);
  await before.stop();
  await after.atRandom(50);
  await after.stop();
  const kept = await listedIds(other.url);
  await kill(other);
  const ids = [...before.ids, ...after.ids];
  return {
    acknowledged: ids.length,
    lost: ids.filter((id) => !kept.has(id)).length,
    failedByOther: after.failed(),
  };
}
