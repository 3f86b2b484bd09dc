import { installPackages } from "../support/installPackages.ts";
import { fetchPrograms } from "../programs/fetchPrograms.ts";
import { programs } from "../programs/programs.ts";

export default async function setUpClients(): Promise<void> {
  installPackages("test/realClients");
  await fetchPrograms(programs.azCopy, programs.nginx, programs.python, programs.mono, programs.firefox);
}
