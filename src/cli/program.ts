import { Command, InvalidArgumentError, Option } from "commander";
import { mockCommand } from "./mockCommand.ts";
import { samplesCommand } from "./samplesCommand.ts";
import { outcomeChoices } from "../mock/service/outcomes.ts";
import { authLevels } from "../mock/identity/authorize.ts";
import { optionBounds, optionsOfMemory } from "../mock/options.ts";
import { packageVersion } from "../packageVersion.ts";
import { permissionNames } from "../mock/control/scenario.ts";
import { scenarioBounds } from "../mock/control/scenarioValues.ts";

const numberWithin =
  ([least, most]: readonly [number, number], pattern = /^\d+(\.\d+)?$/) =>
  (text: string): number => {
    const value = Number(text);
    const range = most === Number.MAX_SAFE_INTEGER ? `of ${least} or more` : `from ${least} to ${most}`;
    if (!pattern.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`Expected a number ${range}.`);
    return value;
  };
const port = numberWithin(optionBounds.port, /^\d+$/);

function latency(text: string): number | [number, number] {
  const [least, most, ...more] = text.split("-").map(numberWithin(scenarioBounds.latencyInMs)) as [
    number,
    number?,
    ...number[],
  ];
  if (more.length > 0 || (most !== undefined && least > most))
    throw new InvalidArgumentError("Expected <ms> or <min>-<max>, for example 50-200.");
  return most === undefined ? least : [least, most];
}

function throttle(text: string): { requests: number; seconds: number } {
  const [, requests, seconds = "1"] = /^(\d+)(?:\/(\d+)s?)?$/.exec(text) ?? [];
  if (requests === undefined) throw new InvalidArgumentError("Expected <requests>/<seconds>, for example 10/60.");
  return {
    requests: numberWithin(scenarioBounds.requests)(requests),
    seconds: numberWithin(scenarioBounds.seconds)(seconds),
  };
}

function pace(text: string): { reads: number; ms: number } {
  const [, reads, ms] = /^(\d+),(\d+)$/.exec(text) ?? [];
  if (reads === undefined) throw new InvalidArgumentError("Expected <reads>,<ms>, for example 2,200.");
  return { reads: Number(reads), ms: Number(ms) };
}

function grant(text: string): string[] {
  const names = text.split(/[\s,]+/).filter(Boolean);
  if (!names.every((name) => permissionNames.includes(name)))
    throw new InvalidArgumentError(`It takes permissions of the contract: ${permissionNames.join(",")}.`);
  return names;
}

const outcome = (name: keyof typeof outcomeChoices, what: string): Option =>
  new Option(`--${name} <outcome>`, what).choices(outcomeChoices[name]);

/** The command `graph-education-sync` with its flags and their help. */
export const program = new Command("graph-education-sync")
  .description("A mock of Microsoft Graph's education synchronization profiles (School Data Sync).")
  .version(packageVersion(), "-V, --version", "print the version of the package and its contract")
  .showHelpAfterError("(use --help to list the options)");

program
  .command("mock")
  .summary("run a mock of the service")
  .description(
    "Runs a mock of the service until you press Ctrl-C. It is not Microsoft Graph: it has no tenant and accepts any token.",
  )
  .option("-p, --port <number>", "port to listen on; 0 picks a free one", port, 4010)
  .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines connect", "127.0.0.1")
  .addOption(
    new Option("--stateless", "answer with the contract's examples, the same each time, and store nothing").conflicts([
      ...optionsOfMemory,
      ...Object.keys(outcomeChoices),
    ]),
  )
  .option("--https", "serve https, with a certificate of a local authority that is made once for you")
  .option("--cert <file>", "serve https with this certificate (PEM)")
  .option("--key <file>", "private key of --cert (PEM)")
  .option("--trust-proxy", "use X-Forwarded-Proto and X-Forwarded-Host of a proxy in front")
  .addOption(
    new Option("--auth <level>", "tokens that a call needs: none; any bearer token, JWTs being checked; only our own")
      .choices(authLevels)
      .default("basic"),
  )
  .option("--grant <names>", "permissions that new tokens get, such as EduAdministration.Read (default: all)", grant)
  .option("--profiles", "start with the profiles of the contract's examples")
  .option("--store <folder or URL>", "keep everything in this folder, or in Redis (redis://<host>), across restarts")
  .option(
    "--ttl <seconds>",
    "in Redis, forget a tenant that was not changed for so long",
    numberWithin(optionBounds.ttlInSeconds, /^\d+$/),
  )
  .option(
    "--max-profiles <number>",
    "how many profiles one tenant may have (default: 10000; with --store, any number)",
    numberWithin(optionBounds.maxProfiles, /^\d+$/),
  )
  .option("--isolate", "give each caller, known by its bearer token, its own profiles; up to 1,000 callers")
  .option(
    "--pace <reads,ms>",
    "how long provisioning takes, in reads or milliseconds, whichever ends first (default: 2 reads or 200 ms)",
    pace,
  )
  .option("--seed <text>", "repeat the same ids, times and failures in every run; the clock advances 1 ms per request")
  .option("--latency <ms>", "delay each API response by this many milliseconds, or by a range such as 50-200", latency)
  .option("--throttle <requests/seconds>", "answer 429 above this rate; an early retry restarts the wait", throttle)
  .option("--fail <percent>", "answer 500 or 503 to this percentage of calls", numberWithin(scenarioBounds.failPercent))
  .option("--fail-once", "answer 503 to each call the first time, so that only a retry passes")
  .addOption(outcome("provisioning", "how provisioning ends"))
  .addOption(outcome("deletion", "how a deletion ends"))
  .addOption(outcome("sync", "how a sync ends"))
  .option(
    "--drain <seconds>",
    "how long to wait for running requests when stopping (default: 10)",
    numberWithin([0, 86_400]),
  )
  .option("--control-token <token>", "token that /_mock requires in the x-mock-control-token header")
  .option("--open", "open the console in the browser")
  .addOption(new Option("--log <format>", "log format").choices(["text", "json", "silent"]).default("text"))
  .addHelpText(
    "after",
    `
Examples:
  $ graph-education-sync mock
  $ graph-education-sync mock --port 0 --seed 1 --log json
  $ graph-education-sync mock --https --grant EduAdministration.Read.All
  $ graph-education-sync mock --throttle 10/60 --fail 5 --latency 50-200

While it runs:
  Prefer: code=429, example=tooManyRequests   returns any response that the contract documents
  x-mock-tenant: <name>                       gives the caller its own profiles, scenario and journal
  /<tenant>/oauth2/v2.0/token                 issues tokens to any client, as Microsoft Entra does
  http://127.0.0.1:4010/_mock                 is the console in a browser
  POST /$batch                                takes up to 20 requests at once, as Microsoft Graph does
  GET /openapi.json                           is the contract, for tools that import it
  GET /_mock                                  lists the control API: reset, profiles, clock, scenario, journal`,
  )
  .action(mockCommand);

program
  .command("samples")
  .summary("write a profile and its six CSV files, to create and upload")
  .description(
    "Writes profile.json, the body of a create, and csv/, the six files of that profile. Overwrites nothing.",
  )
  .argument("[folder]", "where to write them", ".")
  .action(samplesCommand);
