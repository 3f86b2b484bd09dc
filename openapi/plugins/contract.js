import { composeExamples } from "./composeExamples.js";
import { inlinePropertySchemas } from "./inlinePropertySchemas.js";
import { permissionsTable } from "./permissionsTable.js";

export default function contractPlugin() {
  return {
    id: "contract",
    preprocessors: {
      oas3: {
        "compose-examples": composeExamples,
      },
    },
    decorators: {
      oas3: {
        "inline-property-schemas": inlinePropertySchemas,
        "permissions-table": permissionsTable,
      },
    },
  };
}
