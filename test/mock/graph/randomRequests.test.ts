import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, describe, expect, it, vi } from "vitest";
import { collectGarbage } from "../../support/collectGarbage.ts";
import { operations } from "../../contract/bundle.ts";
import { createJournal } from "../../../src/mock/journal/journal.ts";
import type { JournalEntry } from "../../../src/mock/journal/entry.ts";
import { createBody, expectDocumented } from "../../support/caller.ts";
import { startForTest } from "../../support/mock.ts";
import { startCommand } from "../../support/startCommand.ts";
import { rawAnswers, rawRequest } from "../http/rawAnswers.ts";

const profiles = "/education/synchronizationProfiles";
const fabrikamId = "86904b1e-c7d0-4ead-b13a-98f11fc400ee";

const mock = await startCommand("--profiles");
afterAll(() => mock.stop());

async function memoryInUse(): Promise<number> {
  collectGarbage();
  // A socket releases its buffers only after it is collected.
  await sleep(50);
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

describe("1,000 random requests", () => {
  it("each get an answer of the contract and never a 5xx", async () => {
    let seed = 20_231_114;
    const random = (): number => {
      seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
      return seed / 2 ** 32;
    };
    const oneOf = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
    const text = (): string =>
      Array.from({ length: Math.floor(random() * 12) }, () =>
        String.fromCharCode(oneOf([34, 36, 37, 39, 47, 58, 92, 0x5b, 97, 233, 0x5b66, 10])),
      ).join("");
    const value = (depth = 0): unknown =>
      oneOf<() => unknown>([
        text,
        () => random() * 1e6,
        () => null,
        () => true,
        () => oneOf(["#microsoft.graph.educationCsvDataProvider", "2024-02-30", "provisioned"]),
        () => (depth > 3 ? 0 : Array.from({ length: Math.floor(random() * 4) }, () => value(depth + 1))),
        () =>
          depth > 3
            ? 0
            : Object.fromEntries(
                Array.from({ length: Math.floor(random() * 4) }, () => [
                  oneOf([text(), "@odata.type", "customizations", "__proto__"]),
                  value(depth + 1),
                ]),
              ),
      ])();
    const mutated = (body: unknown): unknown => {
      if (typeof body !== "object" || body === null || random() < 0.1) return value();
      const name = oneOf(Object.keys(body));
      const part = (body as Record<string, unknown>)[name ?? ""];
      return Array.isArray(body) || name === undefined
        ? value()
        : { ...body, [name]: random() < 0.5 ? mutated(part) : value() };
    };
    const names = Object.keys(
      operations.find(({ operationId }) => operationId === "createSynchronizationProfile")?.requestBody?.examples ?? {},
    );

    for (let count = 0; count < 1000; count += 1) {
      const { method, path, requestBody } = oneOf(operations);
      const id = oneOf([fabrikamId, "a730ff27-ff27-a730-27ff-30a727ff30a7", text(), "none"]);
      const query =
        random() < 0.3
          ? `?${oneOf(["$top", "$skip", "$filter", "$orderby", "$count", "$select", "$skiptoken", text()])}=${encodeURIComponent(text())}`
          : "";
      const headers: Record<string, string> = {
        authorization: oneOf(["Bearer x", "Bearer x", "Bearer x", "Basic x", ""]),
      };
      if (random() < 0.2)
        headers[oneOf(["prefer", "accept", "client-request-id", "content-encoding"])] = oneOf([
          "code=429",
          "a/b",
          "c1a9d3f0",
          "*/*",
          "gzip",
          ";;",
        ]);
      const body =
        requestBody && random() < 0.9
          ? JSON.stringify(random() < 0.2 ? createBody(oneOf(names)) : mutated(createBody(oneOf(names))))
          : undefined;
      if (body !== undefined)
        headers["content-type"] = oneOf(["application/json", "application/json", "application/json", "text/plain"]);
      const address = mock.url + path.replace(/\{.+?\}/, encodeURIComponent(id)) + query;
      const sent = random() < 0.9 ? method : oneOf(["PUT", "DELETE", "PATCH"]);
      const answer = await fetch(address, {
        method: sent,
        headers,
        ...(body === undefined || method === "GET" ? {} : { body }),
      }).catch((error: Error) => error);
      // fetch itself refuses to send it.
      if (answer instanceof Error) continue;
      const answered = await answer.text();
      expect(answer.status, `${sent} ${address} ${body} ${answered}`).toBeLessThan(500);
      const called = operations.find((candidate) => candidate.path === path && candidate.method === sent);
      expectDocumented(called?.operationId, answer.status, answered);
    }
  }, 60_000);

  it("use a bounded amount of memory", async () => {
    const { url } = await startForTest({ maxProfiles: 500 });
    const body = JSON.stringify({ ...(createBody("csvNewAccounts") as object), displayName: "x".repeat(70_000) });
    const request = rawRequest("POST", profiles, body);
    async function growth(): Promise<number> {
      const before = await memoryInUse();
      for (let count = 0; count < 400; count += 1) await rawAnswers(url, request);
      return (await memoryInUse()) - before;
    }
    expect(body.length * 400).toBeGreaterThan(25e6);
    // At first, the journal fills up and the engine warms up.
    await growth();
    expect(await growth()).toBeLessThan(10e6);
  }, 60_000);

  it("drop the oldest from the journal and from memory", async () => {
    const journal = createJournal();
    const add = (path: string): WeakRef<object> => {
      const entry = { path } as JournalEntry;
      journal.add(entry, { target: path, requestHeaders: {}, responseHeaders: {} });
      return new WeakRef(entry);
    };
    const oldest = add("/0");
    for (let count = 1; count < 3000; count += 1) add(`/${count}`);
    expect(journal.entries().map(({ path }) => path)).toEqual(
      Array.from({ length: 1000 }, (_, count) => `/${count + 2000}`),
    );
    await vi.waitFor(() => {
      collectGarbage();
      // A failed expect would keep a reference to its argument.
      expect(oldest.deref() === undefined).toBe(true);
    });
  });
});
