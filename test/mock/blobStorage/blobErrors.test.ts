import { expect, it } from "vitest";
import { type BlobError, blobErrors, blobErrorAnswer } from "../../../src/mock/blobStorage/blobErrors.ts";

const unescaped = (text: string): string => text.replaceAll("&lt;", "<").replaceAll("&gt;", ">");

it.each(Object.entries(blobErrors))("%s answers %j in Azure's XML", (name, [status, code, message]) => {
  const answer = blobErrorAnswer(name as BlobError);
  const [, codeText, text = ""] =
    /<Error><Code>(\w+)<\/Code><Message>([^<>]*)<\/Message><\/Error>$/.exec(String(answer.body)) ?? [];
  expect([answer.status, answer.headers["x-ms-error-code"], codeText, unescaped(text)]).toEqual([
    status,
    code,
    code,
    message,
  ]);
  expect(answer.headers["Retry-After"]).toBe(status === 503 ? "1" : undefined);
});
