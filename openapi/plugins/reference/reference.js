import { addCodeSamples } from "./addCodeSamples.js";
import { addErrors } from "./addErrors.js";
import { addLifecycle } from "./addLifecycle.js";
import { sortSchemas } from "./sortSchemas.js";
import { typeUnions } from "./typeUnions.js";

/** What only the reference page shows. The published bundle stays free of it. */
export default function referencePlugin() {
  return {
    id: "reference",
    decorators: {
      oas3: {
        "code-samples": addCodeSamples,
        errors: addErrors,
        lifecycle: addLifecycle,
        "sort-schemas": sortSchemas,
        "type-unions": typeUnions,
      },
    },
  };
}
