import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "graph-education-sync/mock";
import { isSkipped, programs, required } from "../../programs/programs.ts";
import { addProfiles } from "../../reference/addProfiles.ts";
import { documentedServer, samplePages } from "../../reference/samplePages.ts";

describe.skipIf(isSkipped(programs.python))("the samples in Python", () => {
  const { command, env } = required(programs.python);
  let mock: Mock;
  let large: Mock;
  beforeAll(async () => {
    [mock, large] = await Promise.all([startMock({ stateless: true }), startMock({ profiles: "examples" })]);
    await addProfiles(large.url, 150);
  });
  afterAll(() => Promise.all([mock.close(), large.close()]));

  /** The lines that a sample prints, each as JSON. */
  async function run(source: string, url: string): Promise<unknown[]> {
    // The reader sees Python's own form of a dictionary.
    const asJson = "import builtins, json\nprint = lambda value: builtins.print(json.dumps(value))\n";
    const program = asJson + source.replaceAll(documentedServer, url);
    const { stdout } = await promisify(execFile)(command, ["-c", program], { env, timeout: 60_000 });
    return stdout
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as unknown);
  }

  it.each(samplePages.filter(({ isPaged }) => !isPaged))(
    "$operationId prints the response of the mock",
    async ({ python, status, answer }) => {
      expect(await run(python, mock.url)).toEqual([answer ?? Number(status)]);
    },
  );

  it.each(samplePages.filter(({ isPaged }) => isPaged))("$operationId prints every item", async (page) => {
    const items = page.operationId === "listSynchronizationProfiles" ? 150 : 2;
    expect(await run(page.python, large.url)).toHaveLength(items);
  });
});
