import { operationsOf } from "../../../src/reference/contract.ts";
import { errorChapter } from "../../../src/reference/reference.ts";
import { chapterAsTag } from "./chapterAsTag.js";
/** @import { Visitor } from "../redocly.js" */

/**
 * Adds a section for each error that an operation can return, so that it can be searched and linked.
 *
 * @returns {Visitor}
 */
export function addErrors() {
  return {
    Root: {
      leave(bundle) {
        bundle.tags.push(chapterAsTag(errorChapter(operationsOf(bundle))));
      },
    },
  };
}
