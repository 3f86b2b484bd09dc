import type { IncomingHttpHeaders } from "node:http";
import { builtFile } from "../../packageFolder.ts";
import type { Answer, AnswerIds } from "../http/answer.ts";
import { builtPage } from "./builtPage.ts";

const page = { file: builtFile("pages/console.html.gz"), name: "The console" };

/** The console as one page; or how to build it. */
export const consolePage = (headers: IncomingHttpHeaders, ids: AnswerIds): Answer =>
  builtPage(page, headers, ids, "Accept, Accept-Encoding");
