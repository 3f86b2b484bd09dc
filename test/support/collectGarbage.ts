import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");

/** Collects at once what nobody holds any more, so that a test can measure what is left or see what it does without. */
export const collectGarbage = runInNewContext("gc") as () => void;
