import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");

/** Collects garbage now, so that a test can measure what is left or see that nothing depends on it. */
export const collectGarbage = runInNewContext("gc") as () => void;
