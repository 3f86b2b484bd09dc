import { spawnSync } from "node:child_process";
import { Command } from "commander";
import { operation } from "./bundle.ts";

const command = new Command("npm run verify --")
  .description(
    "Asks a server for everything that the contract documents, breaks each constraint once, and prints a table of the cases that it passed. It creates and changes profiles there.",
  )
  .argument("<url>", "address of the server, such as http://127.0.0.1:4010 or http://127.0.0.1:4010/beta")
  .option("--token <token>", "bearer token to send", "any-token")
  .showHelpAfterError("(use --help to list the options)")
  .parse();

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const [address = ""] = command.args;
if (!/^https?:\/\//.test(address) || !URL.canParse(address))
  fail(`Expected the address of a server, such as http://127.0.0.1:4010, not ${address}`);
const url = address.replace(/\/+$/, "");
const { token } = command.opts<{ token: string }>();

/** Whether the server returns the response that a request asks for, as Prism and this project's mock do. */
async function honorsPrefer(): Promise<boolean> {
  const headers = { authorization: `Bearer ${token}`, prefer: "code=429" };
  const list = operation("listSynchronizationProfiles").path;
  const answer = await fetch(url + list, { headers, signal: AbortSignal.timeout(10_000) }).catch((error: Error) =>
    fail(`${url} can't be reached: ${String((error.cause as Error | undefined)?.message ?? error.message)}`),
  );
  return answer.status === 429;
}

/** Whether the server accepts what published requests leave out. It creates a profile to find out. */
async function forgives(): Promise<boolean> {
  const create = operation("createSynchronizationProfile");
  const { handleSpecialCharacterConstraint: _, ...body } = Object.values(create.requestBody?.examples ?? {})[0]
    ?.value as {
    handleSpecialCharacterConstraint?: boolean;
  };
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const answer = await fetch(url + create.path, { method: "POST", headers, body: JSON.stringify(body) });
  return answer.ok;
}

const prefers = await honorsPrefer();
const isForgiving = await forgives();
const env = {
  ...process.env,
  CONTRACT_BASE_URL: url,
  CONTRACT_TOKEN: token,
  CONTRACT_PREFER: String(prefers),
  CONTRACT_FORGIVES: String(isForgiving),
};
console.log(
  isForgiving
    ? "This server accepts what published requests omit, as the live service did. The cases expect that."
    : "The server accepts only what the contract allows.",
);
if (!prefers)
  console.log("Not asked, because the server ignores 'Prefer: code=…': each documented response by itself.");
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", url];
const { status } = spawnSync(process.execPath, vitest, { stdio: "inherit", env });
process.exitCode = status ?? 1;
