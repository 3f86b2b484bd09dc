import { describe, expect, it } from "vitest";
import { MissingPackageError, withPeers } from "../../src/mock/optionalPeers.ts";

const failing = (error: object) => withPeers(() => Promise.reject(Object.assign(new Error(), error)));

describe("a package that only the mock needs", () => {
  it("is named with the line that installs it, when it is missing", async () => {
    const missing = failing({
      code: "ERR_MODULE_NOT_FOUND",
      message: "Cannot find package 'csv-parse' imported from x",
    });
    await expect(missing).rejects.toBeInstanceOf(MissingPackageError);
    await expect(missing).rejects.toThrow(
      /^The mock needs the package csv-parse\. Install what it needs: npm install --save-dev \S+( \S+)*$/,
    );
  });

  it("is not blamed for another error", async () => {
    await expect(failing({ code: "ERR_MODULE_NOT_FOUND", message: "Cannot find package 'mine'" })).rejects.toThrow(
      "'mine'",
    );
    await expect(failing({ message: "'csv-parse' broke" })).rejects.not.toBeInstanceOf(MissingPackageError);
  });
});
