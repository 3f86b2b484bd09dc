import { builtFile } from "../../packageFolder.ts";
import { errorAnswer, httpErrorAnswer } from "../contract/errorAnswer.ts";
import { accessError } from "../http/access.ts";
import type { Service } from "../http/service.ts";
import { builtPage } from "./builtPage.ts";

const page = { file: builtFile("pages/console.html.gz"), name: "The console" };

/** The console's page, which contains no data of the mock. It has the same path as the control API, but only for browsers. */
export function consoleService(): Service {
  return {
    has: ({ method, target, headers: { accept = "" } }) =>
      target.path === "/_mock" && /^(GET|HEAD)$/.test(method) && /\btext\/html\b/i.test(accept),
    isOpenToWebPages: false,
    answer: async ({ headers, ids, server }) => {
      // The page itself asks for the token, and sends it with each request.
      const denied = accessError(headers, { ...server, token: undefined });
      if (denied) return errorAnswer(403, { code: "AccessDenied", message: denied }, ids);
      const answer = builtPage(page, headers, ids, "Accept, Accept-Encoding");
      return answer.status < 400 ? { ...answer, isUnrecorded: true } : answer;
    },
    refuse: httpErrorAnswer,
  };
}
