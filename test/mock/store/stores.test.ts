import { describeEachStore } from "./eachStore.ts";
import { storeSuite } from "./storeSuite.ts";

describeEachStore("a store in %s", storeSuite);
