import { expect, it } from "vitest";
import { type BlobError, blobErrors, errorAnswer } from "../../../src/mock/blobStorage/blobErrors.ts";

const unescaped = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

it.each(Object.entries(blobErrors))("%s answers %j in Azure's XML", (name, [status, code, message]) => {
  const answer = errorAnswer(name as BlobError);
  const [, codeText, text = ""] =
    /<Error><Code>(\w+)<\/Code><Message>([^<>]*)<\/Message><\/Error>$/.exec(answer.body) ?? [];
  expect([answer.status, answer.headers["x-ms-error-code"], codeText, unescaped(text)]).toEqual([
    status,
    code,
    code,
    message,
  ]);
  expect((answer.headers as Record<string, string>)["Retry-After"]).toBe(status === 503 ? "1" : undefined);
});
