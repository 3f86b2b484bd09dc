import { Command, InvalidArgumentError, Option } from "commander";
import { mockCommand } from "./mockCommand.ts";
import { outcomeChoices } from "../mock/service/lifecycle.ts";
import { authLevels } from "../mock/identity/authorize.ts";
import { optionBounds, optionsOfMemory } from "../mock/options.ts";
import { readPackageDescription } from "../packageDescription.ts";
import { permissionNames, scenarioBounds } from "../mock/control/scenario.ts";

const numberWithin =
  ([least, most]: readonly [number, number], pattern = /^\d+(\.\d+)?$/) =>
  (text: string): number => {
    const value = Number(text);
    if (!pattern.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`It takes a number from ${least} to ${most}.`);
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
    throw new InvalidArgumentError("It takes milliseconds, or the least and the most: 50-200.");
  return most === undefined ? least : [least, most];
}

function throttle(text: string): { requests: number; seconds: number } {
  const [, requests, seconds = "1"] = /^(\d+)(?:\/(\d+)s?)?$/.exec(text) ?? [];
  if (requests === undefined) throw new InvalidArgumentError("It takes requests per seconds, such as 10/60.");
  return {
    requests: numberWithin(scenarioBounds.requests)(requests),
    seconds: numberWithin(scenarioBounds.seconds)(seconds),
  };
}

function pace(text: string): { reads: number; ms: number } {
  const [, reads, ms] = /^(\d+),(\d+)$/.exec(text) ?? [];
  if (reads === undefined) throw new InvalidArgumentError("It takes reads and milliseconds, such as 2,200.");
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
  .description("Tools around the contract of Microsoft Graph's education synchronization profiles.")
  .version(readPackageDescription().version, "-V, --version", "tell the version of the package and its contract")
  .showHelpAfterError("(add --help for what there is)");

program
  .command("mock")
  .summary("serve a mock of the service")
  .description(
    "Serves a mock of the service until you press Ctrl-C. It is not Microsoft Graph: no tenant, and any token will do.",
  )
  .option("-p, --port <number>", "port to listen on; 0 takes a free one", port, 4010)
  .option("--host <address>", "address to listen on; 0.0.0.0 lets other machines in", "127.0.0.1")
  .addOption(
    new Option(
      "--stateless",
      "answer with the contract's examples and its addresses, the same each time, and remember nothing",
    ).conflicts([...optionsOfMemory, ...Object.keys(outcomeChoices)]),
  )
  .option("--https", "serve https, with a certificate of an authority that is made once for you")
  .option("--cert <file>", "serve https with this certificate, in PEM")
  .option("--key <file>", "the private key of --cert, in PEM")
  .option("--trust-proxy", "believe X-Forwarded-Proto and X-Forwarded-Host of a proxy in front")
  .addOption(
    new Option("--auth <level>", "tokens that a call needs: none; any bearer token, but a JWT has to be valid; ours")
      .choices(authLevels)
      .default("basic"),
  )
  .option("--grant <names>", "grant new tokens these permissions only, such as EduAdministration.Read", grant)
  .option("--profiles", "begin with the profiles of the contract's examples")
  .option("--store <file>", "keep the profiles, but no uploads, in this file over a restart")
  .option("--isolate", "give each bearer token profiles of its own, up to 1,000 tokens")
  .option(
    "--pace <reads,ms>",
    "how long a profile is provisioning: so many reads or milliseconds (default: 2,200)",
    pace,
  )
  .option("--seed <text>", "make ids, times and failures the same in each run; the clock moves by 1 ms per request")
  .option("--latency <ms>", "delay each answer of the API by so many milliseconds, or by 50-200", latency)
  .option("--throttle <requests/seconds>", "answer 429 above this rate; who retries too early waits anew", throttle)
  .option(
    "--fail <percent>",
    "answer 500 or 503 to so many of a hundred calls",
    numberWithin(scenarioBounds.failPercent),
  )
  .addOption(outcome("provisioning", "how provisioning ends"))
  .addOption(outcome("deletion", "how a deletion ends"))
  .addOption(outcome("sync", "how a sync ends"))
  .addOption(
    new Option("--log <format>", "how to log each request").choices(["text", "json", "silent"]).default("text"),
  )
  .addHelpText(
    "after",
    `
Examples:
  $ graph-education-sync mock
  $ graph-education-sync mock --port 0 --seed 1 --log json
  $ graph-education-sync mock --https --grant EduAdministration.Read.All
  $ graph-education-sync mock --throttle 10/60 --fail 5 --latency 50-200

While it runs:
  Prefer: code=429, example=tooManyRequests   asks for any answer that the contract documents
  x-mock-tenant: <name>                       gives a caller profiles, troubles and a journal of its own
  /<tenant>/oauth2/v2.0/token                 gives tokens to any client, as Microsoft Entra does
  GET /_mock                                  lists the control API: reset, profiles, clock, scenario, journal`,
  )
  .action(mockCommand);
