import { composeExamples } from "./composeExamples.js";
import { inlinePropertySchemas } from "./inlinePropertySchemas.js";
import { permissionsOverview } from "./permissionsOverview.js";
import { permissionsTable } from "./permissionsTable.js";

export default function contractPlugin() {
  return {
    id: "contract",
    preprocessors: {
      oas3: {
        "compose-examples": composeExamples,
        "inline-property-schemas": inlinePropertySchemas,
        "permissions-table": permissionsTable,
      },
    },
    decorators: {
      oas3: {
        "permissions-overview": permissionsOverview,
      },
    },
  };
}
