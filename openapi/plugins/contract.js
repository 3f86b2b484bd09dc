import { composeExamples } from "./composeExamples.js";
import { inlinePropertySchemas } from "./inlinePropertySchemas.js";
import { permissionsOverview } from "./permissionsOverview.js";
import { permissionsTable } from "./permissionsTable.js";
import { retirementNotice } from "./retirementNotice.js";
import { constEnum } from "./rules/constEnum.js";
import { errorEnvelope } from "./rules/errorEnvelope.js";
import { odataType } from "./rules/odataType.js";
import { permissionOrder } from "./rules/permissionOrder.js";
import { requestBody } from "./rules/requestBody.js";
import { requiredString } from "./rules/requiredString.js";
import { sameProperties } from "./rules/sameProperties.js";
import { schemaDescription } from "./rules/schemaDescription.js";
import { typeName } from "./rules/typeName.js";
import { unionBranch } from "./rules/unionBranch.js";

export default function contractPlugin() {
  return {
    id: "contract",
    rules: {
      oas3: {
        "const-enum": constEnum,
        "error-envelope": errorEnvelope,
        "odata-type": odataType,
        "permission-order": permissionOrder,
        "request-body": requestBody,
        "required-string": requiredString,
        "same-properties": sameProperties,
        "schema-description": schemaDescription,
        "type-name": typeName,
        "union-branch": unionBranch,
      },
    },
    preprocessors: {
      oas3: {
        "compose-examples": composeExamples,
      },
    },
    decorators: {
      oas3: {
        "inline-property-schemas": inlinePropertySchemas,
        "permissions-table": permissionsTable,
        "permissions-overview": permissionsOverview,
        "retirement-notice": retirementNotice,
      },
    },
  };
}
