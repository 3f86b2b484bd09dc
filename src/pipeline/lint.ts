import { lintContract } from "./lintContract.ts";

const { isValid, report } = await lintContract();
console.log(report.trim());
if (!isValid) process.exitCode = 1;
