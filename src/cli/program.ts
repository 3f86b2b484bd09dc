import { Command } from "commander";
import { checkCommand } from "./checkCommand.ts";
import { commandOptions, helpGroup } from "./flags.ts";
import { mockCommand } from "./mockCommand.ts";
import { samplesCommand } from "./samplesCommand.ts";
import { packageVersion } from "../packageVersion.ts";

const examples = `
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
  POST /$batch                                accepts up to 20 requests at once, as Microsoft Graph does
  GET /openapi.json                           is the contract, for tools that import it
  GET /_mock                                  lists the control API: reset, profiles, clock, scenario, journal`;

/** The command `graph-education-sync`. */
export const program = new Command("graph-education-sync")
  .description("A mock of Microsoft Graph's education synchronization profiles (School Data Sync).")
  .version(packageVersion(), "-V, --version", "print the version of the package and its contract")
  .showHelpAfterError("(use --help to list the options)");

const mock = program
  .command("mock")
  .summary("run a mock of the service")
  .description(
    "Runs a mock of the service until you press Ctrl-C. It is not Microsoft Graph: it has no tenant and accepts any token.",
  )
  .addHelpText("after", examples)
  .action(mockCommand);
for (const option of commandOptions()) mock.addOption(option);
mock.addHelpOption(mock.createOption("-h, --help", "print this help").helpGroup(helpGroup));

program
  .command("samples")
  .summary("write a profile, its six CSV files, and the requests of a first sync")
  .description(
    "Writes profile.json, the body of a create; csv/, the six files of that profile; and requests.http, a first sync for " +
      "Visual Studio, VS Code and JetBrains. Overwrites nothing.",
  )
  .argument("[folder]", "where to write them", "samples")
  .action(samplesCommand);

program
  .command("check")
  .summary("check the CSV files of a folder")
  .description(
    "Prints what starting a sync would report about the CSV files in a folder. Exits with 1 if it would not start.",
  )
  .argument("<folder>", "where the files are")
  .option("--json", "print the messages as JSON, as in the response to a start")
  .action(checkCommand);
