import { addCodeSamples } from "./addCodeSamples.js";
import { addErrors } from "./addErrors.js";
import { completeIntroduction } from "./completeIntroduction.js";
import { introduceSchemas } from "./introduceSchemas.js";
import { typeUnions } from "./typeUnions.js";

/** What only the reference page shows. The published bundle doesn't contain it. */
export default function referencePlugin() {
  return {
    id: "reference",
    decorators: {
      oas3: {
        "code-samples": addCodeSamples,
        errors: addErrors,
        introduction: completeIntroduction,
        "introduce-schemas": introduceSchemas,
        "type-unions": typeUnions,
      },
    },
  };
}
