import { installPackages } from "./installPackages.ts";

installPackages("test/bench", "test/coverage", "test/mutation", "test/realClients");
