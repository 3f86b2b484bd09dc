import { execFileSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { curlExample } from "../../../src/mock/control/curlExample.ts";

/** The arguments that a shell passes to curl. */
const argumentsOf = (line: string): string[] => {
  expect(line.split("\n")).toHaveLength(1);
  const [, rest] = /^curl (.*)$/.exec(line) ?? expect.fail(line);
  return execFileSync("sh", ["-c", `printf '%s\\n' ${rest}`], { encoding: "utf8" })
    .trimEnd()
    .split("\n");
};

const url = "http://127.0.0.1:4010";
const call = [
  `${url}/education/synchronizationProfiles`,
  "-H",
  "Authorization: Bearer any-token",
  "-H",
  "Content-Type: application/json",
  "-d",
];

describe.skipIf(process.platform === "win32")("the curl example", () => {
  it("sends a body unchanged, whatever quotes it contains", () => {
    const body = { displayName: `'O''Brien' "School" $HOME \`id\` \\` };
    expect(argumentsOf(curlExample(url, undefined, body))).toEqual(["-i", ...call, JSON.stringify(body)]);
  });

  it("trusts the mock's certificate authority", () => {
    expect(argumentsOf(curlExample(url, "/home/o'brien/my ca.pem", {}))).toEqual([
      "-i",
      "--cacert",
      "/home/o'brien/my ca.pem",
      ...call,
      "{}",
    ]);
  });
});
