import { checkGenerated } from "./checkGenerated.ts";

const { isUpToDate, report } = await checkGenerated();
if (isUpToDate) console.log(report);
else console.error(report);
process.exitCode = isUpToDate ? 0 : 1;
