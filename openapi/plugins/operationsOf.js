/** @import { Node } from "./redocly.js" */

const methods = ["get", "post", "patch", "put", "delete"];

/**
 * Every operation of a bundle, with the parameters of its path.
 *
 * @param {Node} bundle
 */
export const operationsOf = (bundle) =>
  Object.entries(bundle.paths).flatMap(([path, item]) =>
    methods
      .filter((method) => item[method])
      .map((method) => ({
        operation: item[method],
        method,
        path,
        parameters: [...(item.parameters ?? []), ...(item[method].parameters ?? [])],
      })),
  );
