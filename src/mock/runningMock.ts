import { contractExample } from "./contract/document.ts";
import { readOperations } from "./contract/operations.ts";
import type { Controlled } from "./control/actions.ts";
import type { MockOptions } from "./options.ts";
import { permissionNames } from "./scenario/scenario.ts";
import { maskedStore } from "./store/openStores.ts";
import { packageVersion } from "../packageVersion.ts";

/** The facts about a mock at startup that the console shows. */
export const runningMock = (
  { store }: MockOptions,
  { auth, stateless, caFile }: { auth: string; stateless: boolean; caFile: string | undefined },
): Controlled["mock"] => ({
  version: packageVersion(),
  startedAt: new Date().toISOString(),
  store: store === undefined ? "memory" : maskedStore(store),
  auth: auth as Controlled["mock"]["auth"],
  stateless,
  caFile: caFile ?? null,
  permissions: permissionNames,
  operations: readOperations().map(({ id }) => id),
  sample: contractExample<Record<string, unknown>>("csvNewAccounts.createRequest"),
});
