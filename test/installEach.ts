import { installPackages } from "./installPackages.ts";

installPackages("test/bench", "test/coverage", "test/environments", "test/mutation", "test/realClients");
