import { inlinePropertySchemas } from "./inlinePropertySchemas.js";

export default function contractPlugin() {
  return {
    id: "contract",
    preprocessors: { oas3: { "inline-property-schemas": inlinePropertySchemas } },
  };
}
