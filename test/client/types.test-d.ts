import type { Client, MethodResponse } from "openapi-fetch";
import { expectTypeOf, test } from "vitest";
import type { paths } from "../../generated/openapi.ts";
import {
  createGraphEducationClient,
  createGraphFetch,
  type CollectionPath,
  type CredentialOptions,
  type CsvFiles,
  type EducationFileSynchronizationVerificationMessage,
  type EducationSynchronizationCustomizationsInput,
  type EducationSynchronizationProfile,
  type EducationSynchronizationProfileCreate,
  type EducationSynchronizationProfileStatus,
  type EducationSynchronizationProfileUpdate,
  type GetTokenOptions,
  type GraphCredential,
  GraphError,
  type GraphErrorKind,
  paginate,
  startSynchronization,
  unwrap,
  uploadCsv,
  uploadCsvFiles,
  waitForDeletion,
  waitForProvisioning,
  waitForSynchronization,
} from "graph-education-sync";
import type { Mock, MockOptions } from "graph-education-sync/mock";

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

test("the client accepts credentials of @azure/identity and plain functions", () => {
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

test("credential and getToken exclude each other", () => {
  const getToken = () => "token";
  // @ts-expect-error both at once
  createGraphEducationClient({ credential, getToken });
  // @ts-expect-error both at once
  createGraphFetch({ credential, getToken });
  const either: GetTokenOptions | CredentialOptions = Math.random() > 0.5 ? { credential } : { getToken };
  createGraphEducationClient(either);
  createGraphEducationClient({ ...either, retry: false });
  createGraphEducationClient({ credential, getToken: undefined });
  createGraphEducationClient({ credential: undefined, getToken: undefined });
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

test("unwrap returns undefined for a response without a body", async () => {
  const nothing = unwrap(
    await client.DELETE("/education/synchronizationProfiles/{educationSynchronizationProfileId}", { params: { path } }),
  );
  expectTypeOf(nothing).toEqualTypeOf<undefined>();
});

test("a GraphError has typed fields", () => {
  expectTypeOf<GraphError["statusCode"]>().toEqualTypeOf<number>();
  expectTypeOf<GraphError["code"]>().toEqualTypeOf<string | undefined>();
  expectTypeOf<GraphError["requestId"]>().toEqualTypeOf<string | null>();
  expectTypeOf<GraphError["details"][number]["code"]>().toEqualTypeOf<string>();
});

test("the kinds of a GraphError can be narrowed exhaustively", () => {
  const advice = (kind: GraphErrorKind): string => {
    switch (kind) {
      case "service":
      case "verification":
      case "state":
      case "unreadable":
        return kind;
      default:
        return kind satisfies never;
    }
  };
  expectTypeOf(advice).parameter(0).toEqualTypeOf<GraphError["kind"]>();
  // @ts-expect-error a service's code is not a kind
  advice("BadRequest");
});

/** What `unwrap` returns for a GET of this path. */
type UnwrappedPage<Path extends CollectionPath> = NonNullable<MethodResponse<typeof client, "get", Path>>;

test("paginate infers its types from the path", async () => {
  type Profiles = UnwrappedPage<"/education/synchronizationProfiles">;
  const pages = paginate(client, "/education/synchronizationProfiles");
  for await (const item of pages) expectTypeOf(item).toEqualTypeOf<Profiles["value"][number]>();
  for await (const page of pages.pages()) expectTypeOf(page).toEqualTypeOf<Profiles>();

  const path = { educationSynchronizationProfileId: "1" };
  const errorsPath = "/education/synchronizationProfiles/{educationSynchronizationProfileId}/errors";
  type Errors = UnwrappedPage<typeof errorsPath>;
  for await (const item of paginate(client, errorsPath, { params: { path } })) {
    expectTypeOf(item).toEqualTypeOf<Errors["value"][number]>();
    expectTypeOf(item).toHaveProperty("reportableIdentifier");
  }

  const { signal } = new AbortController();
  paginate(client, "/education/synchronizationProfiles", { signal, headers: { prefer: "odata.maxpagesize=2" } });
  paginate(client, "/education/synchronizationProfiles", { params: { query: { $top: 2, $select: ["id"] } } });
  // @ts-expect-error misspelt path
  paginate(client, "/education/synchronisationProfiles");
  // @ts-expect-error not a collection
  paginate(client, "/education/synchronizationProfiles/{educationSynchronizationProfileId}", { params: { path } });
  // @ts-expect-error not a collection, though it has a value
  paginate(client, "/education/synchronizationProfiles/{educationSynchronizationProfileId}/uploadUrl", {
    params: { path },
  });
  // @ts-expect-error an id is needed
  paginate(client, errorsPath);
  // @ts-expect-error an id is needed
  paginate(client, errorsPath, {});
  // @ts-expect-error misspelt query option
  paginate(client, "/education/synchronizationProfiles", { params: { query: { $limit: 2 } } });
  // @ts-expect-error misspelt option
  paginate(client, "/education/synchronizationProfiles", { parms: {} });
});

test("functions return named types", () => {
  expectTypeOf(waitForProvisioning(client, "1")).toEqualTypeOf<Promise<EducationSynchronizationProfile>>();
  expectTypeOf(waitForSynchronization(client, "1")).toEqualTypeOf<Promise<EducationSynchronizationProfileStatus>>();
  expectTypeOf(waitForDeletion(client, "1")).toEqualTypeOf<Promise<void>>();
  expectTypeOf(startSynchronization(client, "1")).toEqualTypeOf<
    Promise<EducationFileSynchronizationVerificationMessage[]>
  >();
  expectTypeOf(uploadCsv("", "", "")).toEqualTypeOf<Promise<void>>();
});

test("each wait accepts the same options and reports what it reads", () => {
  const { signal } = new AbortController();
  const options = { signal, intervalInMs: 1, timeoutInMs: 0 };
  const onProgress = ({ state }: EducationSynchronizationProfile) => state;
  void waitForProvisioning(client, "1", { ...options, onProgress });
  void waitForDeletion(client, "1", { ...options, onProgress });
  void waitForSynchronization(client, "1", {
    ...options,
    onProgress: ({ status }) => expectTypeOf(status).toExtend<string | null>(),
  });
  // @ts-expect-error a status has no state
  void waitForSynchronization(client, "1", { onProgress });
  // @ts-expect-error misspelt option
  void waitForSynchronization(client, "1", { interval: 1 });
  // @ts-expect-error misspelt option
  void waitForDeletion(client, "1", { timeout: 1 });
});

test("uploadCsvFiles requires all six files", () => {
  const bytes = new Uint8Array();
  const files = {
    "School.csv": bytes,
    "Section.csv": "",
    "Student.csv": new Blob(),
    "StudentEnrollment.csv": bytes,
    "Teacher.csv": bytes,
    "TeacherRoster.csv": new ReadableStream<Uint8Array>(),
  };
  expectTypeOf(uploadCsvFiles(client, "1", files)).toEqualTypeOf<Promise<void>>();
  const { "School.csv": _, ...five } = files;
  // @ts-expect-error School.csv is missing
  void uploadCsvFiles(client, "1", five);
  // @ts-expect-error no such file
  ({ ...files, "Schools.csv": "" }) satisfies CsvFiles;
  // @ts-expect-error not a content
  void uploadCsvFiles(client, "1", { ...files, "School.csv": 1 });
  // @ts-expect-error misspelt option
  void uploadCsvFiles(client, "1", files, { onprogress() {} });
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
  // openapi-fetch accepts unknown keys; our own functions don't.
  await client.GET("/education/synchronizationProfiles", { parms: {} });
  // @ts-expect-error misspelt option
  void waitForProvisioning(client, "1", { interval: 1 });
  // @ts-expect-error misspelt option
  void uploadCsv("", "", "", { onprogress() {} });
  // @ts-expect-error misspelt option
  void startSynchronization(client, "1", { sginal: undefined });
  // @ts-expect-error not a body
  void uploadCsv("", "", { a: 1 });
  return displayName;
});

test("optional properties may be undefined", async () => {
  const maybe = undefined as number | undefined;
  const query = { $top: maybe, $filter: undefined };
  unwrap(await client.GET("/education/synchronizationProfiles", { params: { query } }));
  paginate(client, "/education/synchronizationProfiles", { params: { query } });
  const customizations = undefined as EducationSynchronizationCustomizationsInput | undefined;
  const provider = { "@odata.type": "#microsoft.graph.educationCsvDataProvider", customizations } as const;
  const body: EducationSynchronizationProfileUpdate = { displayName: undefined, dataProvider: provider };
  await client.PATCH("/education/synchronizationProfiles/{educationSynchronizationProfileId}", {
    params: { path },
    body,
  });
  createGraphEducationClient({ allowInsecureConnection: undefined, retry: undefined, timeoutInMs: maybe });
  const pace = { reads: maybe, ms: undefined };
  const scenario = { failPercent: maybe, throttle: undefined };
  expectTypeOf({ port: maybe, pace, scenario, https: undefined }).toExtend<MockOptions>();
  expectTypeOf(scenario).toExtend<Parameters<Mock["scenario"]>[0]>();
});
