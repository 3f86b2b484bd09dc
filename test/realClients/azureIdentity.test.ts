import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createBody } from "../mock/caller.ts";
import { type RunningCommand, startCommand } from "../mock/startCommand.ts";

interface Printed {
  outcomes: Record<string, { list: string; create: string }>;
  prompts: string[];
}

let mock: RunningCommand;
let printed: Printed;
beforeAll(async () => {
  mock = await startCommand("--https", "--pace", "1,60000");
  const args = ["--import", "tsx", "test/realClients/azureIdentityProgram.ts", mock.url];
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: mock.ca };
  const body = JSON.stringify(createBody("csvNewAccounts"));
  const { stdout } = await promisify(execFile)(process.execPath, [...args, body], { env });
  printed = JSON.parse(stdout) as Printed;
}, 120_000);
afterAll(() => mock.stop());

describe("@azure/identity and Microsoft's Graph client over https", () => {
  it.each(["ClientSecretCredential", "ClientAssertionCredential"])("%s may list, but not create", (name) => {
    const { list = "", create } = printed.outcomes[name] ?? {};
    expect(JSON.parse(list)).toMatchObject({ "@odata.context": expect.stringMatching(/^https:/) as string, value: [] });
    expect(create).toBe("403 AccessDenied: Required roles claim values are not provided.");
  });

  it("DeviceCodeCredential waits for consent, and may create", () => {
    const { list = "", create = "" } = printed.outcomes["DeviceCodeCredential"] ?? {};
    expect(JSON.parse(list)).toMatchObject({ value: [] });
    expect(JSON.parse(create)).toMatchObject({ displayName: "Fabrikam Unified School District" });
    expect(printed.prompts).toHaveLength(1);
    expect(printed.prompts[0]).toContain(`${mock.url}/`);
  });
});
