import { styleText } from "node:util";
import type { Mock } from "../mock/index.ts";
import { shownStore } from "../mock/store/openStores.ts";
import { packageVersion } from "../packageVersion.ts";
import { curlExample } from "../mock/http/curlExample.ts";
import type { MockFlags } from "./mockCommand.ts";

/** How the command was called: in a checkout, npm start runs it. */
const command = process.env.npm_lifecycle_event === "start" ? "npm start --" : "npx graph-education-sync";

const bold = (text: string): string => styleText("bold", text);
const dim = (text: string): string => styleText("dim", text);
const link = (text: string): string => styleText("cyan", text);

function memory({ stateless, store }: MockFlags): string {
  if (stateless) return "answers with the contract's examples and stores nothing";
  return store === undefined ? "keeps what you create until it stops" : `keeps what you create in ${shownStore(store)}`;
}

const tokens = {
  off: "needs no token",
  basic: "accepts any bearer token",
  strict: "accepts only tokens of its own token endpoint",
} as const;

const asText = (value: unknown): string => (Array.isArray(value) ? value.join("-") : String(value));

/** What differs from a plain start, in the words of the flags. */
function switchedOn(flags: MockFlags): string[] {
  const { maxProfiles, pace, latency, throttle, fail, failOnce, provisioning, deletion, sync, seed, grant } = flags;
  const settings: Record<string, string | undefined> = {
    https: flags.https || flags.cert !== undefined ? "" : undefined,
    store: flags.store === undefined ? undefined : shownStore(flags.store),
    stateless: flags.stateless ? "" : undefined,
    profiles: flags.profiles ? "" : undefined,
    "max-profiles": maxProfiles === undefined ? undefined : String(maxProfiles),
    isolate: flags.isolate ? "" : undefined,
    seed,
    pace: pace && `${pace.reads} reads or ${pace.ms} ms`,
    latency: latency === undefined ? undefined : `${asText(latency)} ms`,
    throttle: throttle && `${throttle.requests} requests in ${throttle.seconds} s`,
    fail: fail === undefined ? undefined : `${fail} %`,
    "fail-once": failOnce ? "" : undefined,
    provisioning,
    deletion,
    sync,
    grant: grant?.join(","),
    auth: flags.auth === "basic" ? undefined : flags.auth,
  };
  return Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : `${name}${value === "" ? "" : ` ${value}`}`,
  );
}

const trust = (caFile: string | undefined): string =>
  caFile === undefined
    ? ""
    : `
Its certificate is signed by a local authority of yours. Make your programs trust it:

NODE_EXTRA_CA_CERTS=${caFile}
curl --cacert ${caFile}
`;

/** What the command prints when the mock listens. */
export function banner(flags: MockFlags, { url, caFile }: Mock): string {
  const settings = switchedOn(flags);
  const rows = {
    Reference: link(`${url}/`),
    Control: link(`${url}/_mock`),
    ...(settings.length > 0 ? { With: settings.join(", ") } : {}),
  };
  const width = Math.max(...Object.keys(rows).map((name) => name.length)) + 2;
  const lines = Object.entries(rows).map(([name, value]) => `  ${name.padEnd(width)}${value}`);
  return `${bold("graph-education-sync")} ${packageVersion()} is listening on ${link(url)}   ${dim("(Ctrl-C to stop)")}

${lines.join("\n")}

It is not Microsoft Graph: it has no tenant, and ${tokens[flags.auth]}.
It ${memory(flags)}. Create a profile from another terminal:

${command} samples
${curlExample(url, caFile)}
${trust(caFile)}`;
}
