import { installPackages } from "../support/installPackages.ts";

installPackages(
  "test/tools/bench",
  "test/tools/coverage",
  "test/environments",
  "test/tools/mutation",
  "test/realClients",
);
