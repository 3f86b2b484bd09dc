import { describe, expect, it } from "vitest";
import { HttpError } from "../../src/mock/http/service.ts";
import { identityService } from "../../src/mock/identity/identityService.ts";
import { createClock } from "../../src/mock/schoolDataSync/clock.ts";
import { tokenSigner } from "../../src/mock/tokens/accessToken.ts";
import { request } from "../support/request.ts";
import { startForAll } from "../support/mock.ts";

const profile = "/education/synchronizationProfiles/86904b1e-c7d0-4ead-b13a-98f11fc400ee";
const form = { "content-type": "application/x-www-form-urlencoded" };

describe("the mock", async () => {
  const mock = await startForAll({ profiles: "examples" });

  it("refuses an upload URL with invalid percent-encoding in Azure's XML", async () => {
    const answer = await fetch(`${mock.url}/_blob/%zz/School.csv`, { method: "PUT", body: "x" });
    expect([answer.status, answer.headers.get("x-ms-error-code")]).toEqual([400, "InvalidUri"]);
    expect(await answer.text()).toContain("<Error><Code>InvalidUri</Code>");
  });

  it.each(["/beta", "/v1.0"])("does not serve the control API under %s", async (version) => {
    const answer = await fetch(`${mock.url}${version}/_mock/health`);
    expect([answer.status, await answer.json()]).toMatchObject([404, { error: { code: "ResourceNotFound" } }]);
  });

  it("refuses a token request that is too large with an OAuth error", async () => {
    const url = `${mock.url}/common/oauth2/v2.0/token`;
    const answer = await fetch(url, { method: "POST", headers: form, body: "x".repeat(70_000) });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { error: "invalid_request", error_description: expect.stringContaining("larger than 65536 bytes") as string },
    ]);
  });

  it("answers token requests with an OAuth error while the store is unavailable", () => {
    const pace = { reads: 0, ms: 0 };
    const service = identityService({ signer: tokenSigner, clock: createClock(true), pace, grantedTo: async () => [] });
    const error = new HttpError(503, "ServiceUnavailable", "The store is gone.", { "Retry-After": "1" });
    const { status, headers, body } = service.refuse(error, request("POST", "/common/oauth2/v2.0/token"));
    expect([status, headers["Retry-After"]]).toEqual([503, "1"]);
    expect(JSON.parse(String(body))).toMatchObject({
      error: "temporarily_unavailable",
      error_description: expect.stringContaining("The store is gone.") as string,
    });
  });

  it("records the operation of a HEAD request with an injected fault", async () => {
    await mock.scenario({ failOnce: true });
    await mock.reset();
    await mock.scenario({ failOnce: true });
    const answer = await fetch(mock.url + profile, { method: "HEAD", headers: { authorization: "Bearer x" } });
    expect(answer.status).toBe(503);
    expect((await mock.journal()).at(-1)).toMatchObject({ method: "HEAD", operationId: "getSynchronizationProfile" });
  });
});
