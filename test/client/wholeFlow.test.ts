import { beforeEach, describe, expect, test } from "vitest";
import {
  createGraphEducationClient,
  type EducationSynchronizationProfileCreate,
  type GraphEducationClient,
  GraphError,
  paginate,
  startSynchronization,
  unwrap,
  uploadCsv,
  uploadCsvFiles,
  waitForDeletion,
  waitForProvisioning,
  waitForSynchronization,
} from "graph-education-sync";
import type { Mock } from "graph-education-sync/mock";
import { createBody } from "../support/caller.ts";
import { startForTest } from "../support/mock.ts";
import { studentsOf, validSet } from "../mock/schoolDataSync/files/fileSet.ts";

const PROFILES = "/education/synchronizationProfiles";
const PROFILE = `${PROFILES}/{educationSynchronizationProfileId}` as const;
const body = createBody("csvNewAccounts") as unknown as EducationSynchronizationProfileCreate;
const quickly = { retryDelayInMs: 1, maxRetryDelayInMs: 5000 };

let mock: Mock;
let client: GraphEducationClient;
beforeEach(async () => {
  mock = await startForTest({ pace: { reads: 1, ms: 60_000 } });
  client = createGraphEducationClient({ baseUrl: `${mock.url}/beta`, getToken: () => "any-token", retry: quickly });
});

const create = async () => unwrap(await client.POST(PROFILES, { body }));
const provisioned = async () => waitForProvisioning(client, (await create()).id, pollQuickly);
const uploadUrl = async (id: string) =>
  unwrap(await client.GET(`${PROFILE}/uploadUrl`, { params: { path: { educationSynchronizationProfileId: id } } }))
    .value;

const pollQuickly = { intervalInMs: 1 };

describe("against the mock", () => {
  test("a new profile is provisioned and completes its first sync", async () => {
    const states: string[] = [];
    const { id } = await create();
    await waitForProvisioning(client, id, { intervalInMs: 1, onProgress: ({ state }) => states.push(state) });
    expect(states).toEqual(["provisioning", "provisioned"]);
    await uploadCsvFiles(client, id, validSet);
    expect(await startSynchronization(client, id)).toEqual([]);
    const statuses: (string | null)[] = [];
    const onProgress = ({ status }: { status: string | null }) => statuses.push(status);
    const sync = await waitForSynchronization(client, id, { ...pollQuickly, onProgress });
    expect(sync).toMatchObject({ id, status: "success", errorCount: 0 });
    expect(statuses).toEqual(["unknownFutureValue", "unknownFutureValue", "inProgress", "success"]);
  });

  test("waitForDeletion waits until a deleted profile is gone", async () => {
    const { id } = await provisioned();
    const path = { educationSynchronizationProfileId: id };
    unwrap(await client.DELETE(PROFILE, { params: { path } }));
    const states: string[] = [];
    await waitForDeletion(client, id, { ...pollQuickly, onProgress: ({ state }) => states.push(state) });
    expect(states).toEqual(["deleting"]);
    expect((await client.GET(PROFILE, { params: { path } })).response.status).toBe(404);
  });

  test("a sync or deletion that fails rejects the wait", async () => {
    await mock.scenario({ sync: "quarantined", deletion: "failure" });
    const { id } = await provisioned();
    await uploadCsvFiles(client, id, validSet);
    await startSynchronization(client, id);
    await expect(waitForSynchronization(client, id, pollQuickly)).rejects.toMatchObject({
      kind: "state",
      state: "quarantined",
    });
    unwrap(await client.DELETE(PROFILE, { params: { path: { educationSynchronizationProfileId: id } } }));
    await expect(waitForDeletion(client, id, pollQuickly)).rejects.toMatchObject({
      kind: "state",
      state: "deletionFailed",
    });
  });

  test("faulty files keep a sync from starting, and the error lists each finding", async () => {
    const { id } = await provisioned();
    await uploadCsvFiles(client, id, {
      ...validSet,
      "Student.csv": studentsOf("s1,9,ann", "s2,2,bob"),
    });
    const error = await startSynchronization(client, id).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(GraphError);
    expect(error).toMatchObject({
      statusCode: 400,
      kind: "verification",
      details: [{ target: "student.csv", code: "Error" }],
    });
  });

  test("the Graph token isn't sent with the files", async () => {
    const { id } = await provisioned();
    await uploadCsv(await uploadUrl(id), "School.csv", validSet["School.csv"]);
    expect(JSON.stringify(await mock.journal())).not.toContain("any-token");
    expect((await mock.journal()).at(-1)).toMatchObject({ method: "PUT", status: 201 });
  });

  test("a profile that can't be provisioned rejects the wait", async () => {
    await mock.scenario({ provisioning: "failure" });
    const { id } = await create();
    await expect(waitForProvisioning(client, id, pollQuickly)).rejects.toMatchObject({
      kind: "state",
      state: "provisioningFailed",
    });
  });

  test("paginate returns each profile once", async () => {
    await mock.seed("examples");
    const ids: string[] = [];
    for await (const { id } of paginate(client, PROFILES, { params: { query: { $top: 2 } } })) ids.push(id);
    expect(ids).toHaveLength(6);
    expect(new Set(ids).size).toBe(6);
  });

  test("the client waits out throttling and creates the profile once", async () => {
    await mock.scenario({ throttle: { requests: 1, seconds: 1 } });
    await create();
    const started = performance.now();
    expect(unwrap(await client.GET(PROFILES)).value).toHaveLength(1);
    expect(performance.now() - started).toBeGreaterThan(500);
    expect((await mock.journal()).map(({ method, status }) => `${method} ${status}`)).toEqual([
      "POST 201",
      "GET 429",
      "GET 200",
    ]);
    const [, refused, answered] = await mock.journal();
    expect(refused?.clientRequestId).toBe(answered?.clientRequestId);
  });

  test("the client retries a GET to a failing service, but not a POST", async () => {
    await mock.scenario({ failPercent: 100 });
    await expect(create()).rejects.toBeInstanceOf(GraphError);
    expect(await mock.journal()).toHaveLength(1);
    await expect(client.GET(PROFILES).then(unwrap)).rejects.toBeInstanceOf(GraphError);
    expect((await mock.journal()).length).toBeGreaterThanOrEqual(2);
  });

  test("a slow service causes a TimeoutError", async () => {
    await mock.scenario({ latencyInMs: 2000 });
    const hasty = createGraphEducationClient({
      baseUrl: mock.url,
      getToken: () => "any-token",
      timeoutInMs: 50,
      retry: false,
    });
    await expect(hasty.GET(PROFILES)).rejects.toMatchObject({ name: "TimeoutError" });
  });
});
