import { addChapters } from "./addChapters.js";
import { addCodeSamples } from "./addCodeSamples.js";
import { dropSecurity } from "./dropSecurity.js";
import { plainProperties } from "./plainProperties.js";
import { sortSchemas } from "./sortSchemas.js";
import { typeUnions } from "./typeUnions.js";

/** Changes for the reference page only; the published bundle doesn't contain them. */
export default function referencePlugin() {
  return {
    id: "reference",
    decorators: {
      oas3: {
        chapters: addChapters,
        "code-samples": addCodeSamples,
        "drop-security": dropSecurity,
        "plain-properties": plainProperties,
        "sort-schemas": sortSchemas,
        "type-unions": typeUnions,
      },
    },
  };
}
