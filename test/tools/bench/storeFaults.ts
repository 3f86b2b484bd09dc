import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crashes, replicaCrash } from "../../mock/store/crash.ts";
import { startServer } from "../../mock/store/redisServer.ts";

/** Kills mocks under load, and prints how many of the creates that they had acknowledged are lost. */
export async function countLost(times: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
  const redis = await startServer();
  const places = { "a folder": join(folder, "store"), Redis: `${redis.url}/1` };
  for (const [name, store] of Object.entries(places)) {
    const { acknowledged, lost } = await crashes(store, times);
    console.log(`${name}: killed ${times} times, ${acknowledged} acknowledged, ${lost} lost`);
    if (lost > 0) process.exitCode = 1;
  }
  const total = { acknowledged: 0, lost: 0, failedByOther: 0 };
  for (let count = 0; count < times; count += 1) {
    const found = await replicaCrash(`${redis.url}/2`);
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += found[name];
  }
  const { acknowledged, lost, failedByOther } = total;
  console.log(
    `one of two replicas: killed ${times} times, ${acknowledged} acknowledged, ${lost} lost, ` +
      `${failedByOther} not answered by the other one`,
  );
  if (lost + failedByOther > 0) process.exitCode = 1;
  await redis.stop();
}
