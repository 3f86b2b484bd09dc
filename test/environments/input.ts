import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const installed = join(import.meta.dirname, "node_modules/graph-education-sync");
const csv = join(installed, "openapi/examples/csvNewAccounts/csv");

const contract = JSON.parse(readFileSync(join(installed, "generated/openapi.json"), "utf8")) as {
  components: { examples: Record<string, { value: unknown }> };
};

/** The input of `sync` in programs/sync.cjs. */
export const syncInput = (url: string): string =>
  JSON.stringify({
    baseUrl: `${url}/beta`,
    body: contract.components.examples["csvNewAccounts.createRequest"]?.value,
    files: Object.fromEntries(readdirSync(csv).map((name) => [name, readFileSync(join(csv, name), "utf8")])),
  });

/** Its result with an empty mock. */
export const syncOutcome = {
  state: "provisioned",
  warnings: [],
  status: "success",
  names: ["Fabrikam Unified School District"],
  isGraphError: true,
  code: "Request_ResourceNotFound",
};

/** The result of `callMock` in programs/callMock.cjs. */
export const mockOutcome = { token: 200, profiles: 6, invalid: true, health: 200, page: true };
