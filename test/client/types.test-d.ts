import type { Client } from "openapi-fetch";
import { expectTypeOf, test } from "vitest";
import type { paths } from "../../generated/openapi.ts";
import {
  createGraphEducationClient,
  createGraphFetch,
  type EducationFileSynchronizationVerificationMessage,
  type EducationSynchronizationProfile,
  type EducationSynchronizationProfileCreate,
  type GraphCredential,
  GraphError,
  paginate,
  startSynchronization,
  unwrap,
  uploadCsv,
  waitUntilProvisioned,
} from "graph-education-sync";

/** As `@azure/core-auth` declares it. */
interface TokenCredential {
  getToken(
    scopes: string | string[],
    options?: { abortSignal?: AbortSignal; claims?: string; enableCae?: boolean; tenantId?: string },
  ): Promise<{
    token: string;
    expiresOnTimestamp: number;
    refreshAfterTimestamp?: number;
    tokenType?: "Bearer";
  } | null>;
}

const client = createGraphEducationClient();
const path = { educationSynchronizationProfileId: "1" };
declare const credential: TokenCredential;
declare const body: EducationSynchronizationProfileCreate;

test("the client is an openapi-fetch client", () => {
  expectTypeOf(client).toExtend<Client<paths>>();
  expectTypeOf<Client<paths>>().toExtend<typeof client>();
});

test("credentials of @azure/identity fit, and so do plain functions", () => {
  expectTypeOf(credential).toExtend<GraphCredential>();
  createGraphEducationClient({ credential, scopes: ["EduAdministration.ReadWrite"], retry: false });
  createGraphEducationClient({ getToken: () => "token", scopes: "EduAdministration.ReadWrite" });
  createGraphEducationClient({ getToken: async () => ({ token: "token", expiresOnTimestamp: 0 }) });
  createGraphEducationClient({ fetch: globalThis.fetch, timeoutInMs: 1, retry: { maxRetries: 0 } });
  // @ts-expect-error a token is needed, or null
  createGraphEducationClient({ getToken: () => 1 });
  // @ts-expect-error misspelt option
  createGraphEducationClient({ retries: 3 });
  // @ts-expect-error misspelt option of retry
  createGraphEducationClient({ retry: { maxRetry: 3 } });
});

test("createGraphFetch is a fetch", () => {
  expectTypeOf(createGraphFetch()).toExtend<typeof globalThis.fetch>();
});

test("unwrap narrows to the data of a success", async () => {
  const profile = unwrap(
    await client.GET("/education/synchronizationProfiles/{educationSynchronizationProfileId}", { params: { path } }),
  );
  expectTypeOf(profile).toExtend<EducationSynchronizationProfile>();
  expectTypeOf(profile.displayName).toEqualTypeOf<string>();
  const page = unwrap(await client.GET("/education/synchronizationProfiles"));
  expectTypeOf(page.value[0]!).toHaveProperty("displayName");
  const url = unwrap(
    await client.GET("/education/synchronizationProfiles/{educationSynchronizationProfileId}/uploadUrl", {
      params: { path },
    }),
  );
  expectTypeOf(url.value).toEqualTypeOf<string>();
});

test("code after unwrapping an answer without a body is reachable", async () => {
  const nothing = unwrap(
    await client.DELETE("/education/synchronizationProfiles/{educationSynchronizationProfileId}", { params: { path } }),
  );
  expectTypeOf(nothing).toEqualTypeOf<undefined>();
});

test("a GraphError tells its fields", () => {
  expectTypeOf<GraphError["statusCode"]>().toEqualTypeOf<number>();
  expectTypeOf<GraphError["requestId"]>().toEqualTypeOf<string | null>();
  expectTypeOf<GraphError["details"][number]["code"]>().toEqualTypeOf<string>();
});

test("paginate keeps the type of items and pages", async () => {
  const first = unwrap(await client.GET("/education/synchronizationProfiles"));
  for await (const item of paginate(client, first)) expectTypeOf(item).toEqualTypeOf<(typeof first.value)[number]>();
  for await (const page of paginate(client, first).pages()) expectTypeOf(page).toEqualTypeOf<typeof first>();
  // @ts-expect-error not a page
  paginate(client, { items: [] });
});

test("helpers give named types", () => {
  expectTypeOf(waitUntilProvisioned(client, "1")).toEqualTypeOf<Promise<EducationSynchronizationProfile>>();
  expectTypeOf(startSynchronization(client, "1")).toEqualTypeOf<
    Promise<EducationFileSynchronizationVerificationMessage[]>
  >();
  expectTypeOf(uploadCsv("", "", "")).toEqualTypeOf<Promise<void>>();
});

test("mistakes are compile errors", async () => {
  // @ts-expect-error misspelt path
  await client.POST("/education/synchronisationProfiles", { body });
  // @ts-expect-error an id is needed
  await client.POST("/education/synchronizationProfiles/{educationSynchronizationProfileId}/pause");
  await client.POST("/education/synchronizationProfiles/{educationSynchronizationProfileId}/pause", {
    // @ts-expect-error misspelt path parameter
    params: { path: { id: "1" } },
  });
  // @ts-expect-error the older namespace
  ({ "@odata.type": "#Microsoft.Education.DataSync.educationCsvDataProvider" }) satisfies typeof body.dataProvider;
  const { displayName, ...rest } = body;
  // @ts-expect-error displayName is missing
  await client.POST("/education/synchronizationProfiles", { body: rest });
  // openapi-fetch lets any further key pass, our own functions do not.
  await client.GET("/education/synchronizationProfiles", { parms: {} });
  // @ts-expect-error misspelt option
  waitUntilProvisioned(client, "1", { interval: 1 });
  // @ts-expect-error misspelt option
  uploadCsv("", "", "", { onprogress() {} });
  // @ts-expect-error misspelt option
  startSynchronization(client, "1", { sginal: undefined });
  // @ts-expect-error not a body
  uploadCsv("", "", { a: 1 });
  return displayName;
});
