import { styleText } from "node:util";
import { contractExample } from "../mock/contract/document.ts";
import { curlExample } from "../mock/control/curlExample.ts";
import type { Mock } from "../mock/index.ts";
import { maskedStore } from "../mock/store/openStores.ts";
import { packageVersion } from "../packageVersion.ts";
import { type MockFlags, switchedOn } from "./flags.ts";

const bold = (text: string): string => styleText("bold", text);
const dim = (text: string): string => styleText("dim", text);
const link = (text: string): string => styleText("cyan", text);

function memory({ stateless, store }: MockFlags): string {
  if (stateless) return "answers with the contract's examples and stores nothing";
  return store === undefined
    ? "keeps what you create until it stops"
    : `keeps what you create in ${maskedStore(store)}`;
}

const tokens = {
  off: "needs no token",
  basic: "accepts any bearer token",
  strict: "accepts only tokens of its own token endpoint",
} as const;

const trust = (caFile: string | undefined): string =>
  caFile === undefined
    ? ""
    : `
Its certificate is signed by your local authority. Make your programs trust that authority:

NODE_EXTRA_CA_CERTS=${caFile} # Node.js
REQUESTS_CA_BUNDLE=${caFile} # Python, Azure CLI
SSL_CERT_FILE=${caFile} # Go, Ruby, AzCopy
keytool -importcert -cacerts -alias mock -file ${caFile} # Java
curl --cacert ${caFile}

.NET and PowerShell use your system's certificate store.
`;

/** The message that the command prints once the mock is listening. */
export function banner(flags: MockFlags, { url, caFile }: Mock): string {
  const settings = switchedOn(flags);
  const rows = {
    Reference: link(`${url}/`),
    Console: link(`${url}/_mock`),
    ...(settings.length > 0 ? { With: settings.join(", ") } : {}),
  };
  const width = Math.max(...Object.keys(rows).map((name) => name.length)) + 2;
  const lines = Object.entries(rows).map(([name, value]) => `  ${name.padEnd(width)}${value}`);
  return `${bold("graph-education-sync")} ${packageVersion()} is listening on ${link(url)}   ${dim("(Ctrl-C to stop)")}

${lines.join("\n")}

It is not Microsoft Graph: it has no tenant, and ${tokens[flags.auth]}.
It ${memory(flags)}. Create a profile from another terminal:

${curlExample(url, caFile, contractExample("csvNewAccounts.createRequest"))}

For a whole sync, write this profile and its six CSV files into a folder:

npx graph-education-sync samples
${trust(caFile)}`;
}
