import { fetchPrograms } from "../programs/fetchPrograms.ts";
import { programs } from "../programs/programs.ts";

export default (): Promise<void> => fetchPrograms(programs.chromium);
