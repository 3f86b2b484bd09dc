import { once } from "node:events";
import { get as httpGet, type IncomingMessage } from "node:http";
import { json } from "node:stream/consumers";
import { beforeEach, describe, expect, it } from "vitest";
import type { Mock } from "graph-education-sync/mock";
import { operations } from "../../../contract/bundle.ts";
import { type Body, call, type CallParts, createBody, type Reply, upload } from "../../../support/caller.ts";
import { startForTest } from "../../../support/mock.ts";
import { type FileSet, studentsOf, validSet } from "../files/fileSet.ts";

const unhurried = { reads: 2, ms: 3_600_000 };
const minute = 60_000;

let mock: Mock;
beforeEach(async () => {
  mock = await startForTest({ pace: unhurried });
});

const ask = (operationId: string, parts?: CallParts): Promise<Reply> => call(mock.url, operationId, parts);
const create = async (name = "csvNewAccounts"): Promise<string> =>
  (await ask("createSynchronizationProfile", { body: createBody(name) })).body["id"] as string;
const state = async (id: string): Promise<unknown> => (await ask("getSynchronizationProfile", { id })).body["state"];
const status = async (id: string): Promise<unknown> =>
  (await ask("getSynchronizationProfileStatus", { id, headers: { prefer: "include-unknown-enum-members" } })).body[
    "status"
  ];
const later = (): Promise<void> => mock.advance(100 * unhurried.ms);
const provisioned = async (name?: string): Promise<string> => {
  const id = await create(name);
  await later();
  return id;
};

async function uploadSet(id: string, changed: FileSet = {}): Promise<number[]> {
  const { body } = await ask("getSynchronizationProfileUploadUrl", { id });
  const files = Object.entries({ ...validSet, ...changed });
  return Promise.all(
    files.map(async ([name, content = ""]) => (await upload(String(body["value"]), name, content)).status),
  );
}

const ready = async (): Promise<string> => {
  const id = await provisioned();
  expect(await uploadSet(id)).toEqual([201, 201, 201, 201, 201, 201]);
  return id;
};

describe("a create", () => {
  it.each(
    Object.keys(
      operations.find(({ operationId }) => operationId === "createSynchronizationProfile")?.requestBody?.examples ?? {},
    ),
  )("of %s returns the contract's example, with a new id the second time", async (name) => {
    const { status: code, headers, body } = await ask("createSynchronizationProfile", { body: createBody(name) });
    expect(code).toBe(201);
    const documented = operations.find(({ operationId }) => operationId === "createSynchronizationProfile")
      ?.responses[0]?.examples[name]?.value as Body;
    const { "@odata.context": context, ...profile } = body;
    const { "@odata.context": _, ...example } = documented;
    // The source's sample has no expiration date.
    expect(profile).toEqual({ expirationDate: null, ...example });
    expect(context).toBe(`${mock.url}/$metadata#education/synchronizationProfiles/$entity`);
    expect(headers.get("location")).toBe(`${mock.url}/education/synchronizationProfiles/${String(body["id"])}`);
    expect(JSON.stringify(body)).not.toContain("not-a-real-secret");
    const again = await ask("createSynchronizationProfile", { body: createBody(name) });
    expect(again.body).toEqual({ ...body, id: again.body["id"] });
    expect(again.body["id"]).not.toBe(documented["id"]);
  });

  it("is recognized by its content in any order", async () => {
    const body = Object.fromEntries(Object.entries(createBody("source") as object).reverse());
    const { body: created } = await ask("createSynchronizationProfile", { body });
    expect(created["id"]).toBe("a730ff27-ff27-a730-27ff-30a727ff30a7");
  });

  it("with the body of an existing profile makes another one", async () => {
    const id = await provisioned();
    const { body } = await ask("getSynchronizationProfile", { id });
    const again = await ask("createSynchronizationProfile", { body });
    expect(again.body).toMatchObject({ displayName: body["displayName"] as string, state: "provisioning" });
    expect(again.body["id"]).not.toBe(id);
  });

  it("beyond the limit gets 503 and the reason", async () => {
    const small = await startForTest({ maxProfiles: 1 });
    await call(small.url, "createSynchronizationProfile", { body: createBody("source") });
    const { status: code, body } = await call(small.url, "createSynchronizationProfile", {
      body: createBody("source"),
    });
    expect(code).toBe(503);
    expect(body.error.message).toContain("/_mock/reset");
  });
});

describe("the state of a profile", () => {
  it("is provisioning for two reads, then provisioned", async () => {
    const id = await create();
    expect([await state(id), await state(id), await state(id)]).toEqual([
      "provisioning",
      "provisioning",
      "provisioned",
    ]);
  });

  it("is provisioned after its time, even if unread", async () => {
    const id = await create();
    await mock.advance(unhurried.ms);
    expect(await state(id)).toBe("provisioned");
  });

  it("is provisioned within a quarter of a second by default", async () => {
    const usual = await startForTest();
    const { body } = await call(usual.url, "createSynchronizationProfile", { body: createBody("source") });
    await new Promise((resolve) => setTimeout(resolve, 250));
    expect((await call(usual.url, "getSynchronizationProfile", { id: String(body["id"]) })).body["state"]).toBe(
      "provisioned",
    );
  });

  it("is provisioningFailed if the scenario says so", async () => {
    await mock.scenario({ provisioning: "failure" });
    const id = await provisioned();
    expect(await state(id)).toBe("provisioningFailed");
    expect((await ask("startSynchronizationProfile", { id })).status).toBe(409);
    expect((await ask("deleteSynchronizationProfile", { id })).status).toBe(202);
  });

  it("is provisioning again after an update, which changes the given properties", async () => {
    const id = await provisioned("powerSchool");
    const { status: code, body } = await ask("updateSynchronizationProfile", {
      id,
      body: { displayName: "New", state: "deleting", id: "mine" },
    });
    expect(code).toBe(200);
    expect(body).toMatchObject({ id, displayName: "New", state: "provisioning", expirationDate: null });
    await later();
    expect(await state(id)).toBe("provisioned");
  });

  it("is unchanged after an update without a property to change", async () => {
    const id = await provisioned();
    const { status: code, body } = await ask("updateSynchronizationProfile", { id, body: { state: "deleting" } });
    expect([code, body.error.code]).toEqual([400, "BadRequest"]);
    expect(await state(id)).toBe("provisioned");
  });

  it("is deleting after a delete, then the profile is gone", async () => {
    const id = await provisioned();
    expect((await ask("deleteSynchronizationProfile", { id })).status).toBe(202);
    expect((await ask("deleteSynchronizationProfile", { id })).status).toBe(202);
    expect([await state(id), await state(id)]).toEqual(["deleting", "deleting"]);
    for (const operationId of [
      "getSynchronizationProfile",
      "deleteSynchronizationProfile",
      "getSynchronizationProfileStatus",
      "listSynchronizationErrors",
    ]) {
      const { status: code, body } = await ask(operationId, { id });
      expect([code, body.error.code]).toEqual([404, "Request_ResourceNotFound"]);
    }
    expect((await ask("listSynchronizationProfiles")).body.value).toEqual([]);
  });

  it("allows only reading and deleting while it is deleting", async () => {
    const id = await provisioned();
    await ask("deleteSynchronizationProfile", { id });
    for (const name of ["pause", "resume", "reset", "start"])
      expect((await ask(`${name}SynchronizationProfile`, { id })).status).toBe(409);
    expect((await ask("getSynchronizationProfileUploadUrl", { id })).status).toBe(409);
    const update = await ask("updateSynchronizationProfile", { id, body: { displayName: "New" } });
    expect([update.status, update.body.error.message]).toEqual([409, expect.stringContaining("'deleting'")]);
  });

  it("is deletionFailed if the scenario says so, and the profile can be deleted again", async () => {
    await mock.scenario({ deletion: "failure" });
    const id = await provisioned();
    await ask("deleteSynchronizationProfile", { id });
    await later();
    expect(await state(id)).toBe("deletionFailed");
    await mock.scenario({ deletion: "success" });
    await ask("deleteSynchronizationProfile", { id });
    await later();
    expect((await ask("getSynchronizationProfile", { id })).status).toBe(404);
  });
});

describe("the sync of a CSV profile", () => {
  it.each(["listSynchronizationProfiles", "getSynchronizationProfile"])(
    "loses its files when %s finds the profile deleted",
    async (read) => {
      const id = await ready();
      await ask("deleteSynchronizationProfile", { id });
      await later();
      await ask(read, { id });
      expect(await provisioned()).toBe(id);
      expect((await ask("startSynchronizationProfile", { id })).body.value).toHaveLength(6);
    },
  );

  it("waits for its files", async () => {
    const id = await provisioned();
    const { body } = await ask("getSynchronizationProfileStatus", { id });
    expect(body).toMatchObject({
      status: null,
      lastActivityDateTime: null,
      statusMessage: "Waiting for the first data.",
    });
    const {
      status: code,
      body: { value },
    } = await ask("startSynchronizationProfile", { id });
    expect(code).toBe(400);
    expect(value.map(({ type }) => type)).toEqual(Array(6).fill("Error"));
  });

  it("runs from extracting to success", async () => {
    const id = await ready();
    const {
      status: code,
      body: { value },
    } = await ask("startSynchronizationProfile", { id });
    expect([code, value]).toEqual([200, []]);
    expect([await status(id), await status(id), await status(id), await status(id)]).toEqual([
      "extracting",
      "validating",
      "inProgress",
      "success",
    ]);
    const { body } = await ask("getSynchronizationProfileStatus", { id });
    expect(body).toMatchObject({
      errorCount: 0,
      lastSynchronizationDateTime: expect.stringMatching(/^\d{4}-.*\.\d{7}Z$/) as string,
    });
  });

  it("hides its early stages from callers who don't prefer them", async () => {
    const id = await ready();
    await ask("startSynchronizationProfile", { id });
    const { headers, body } = await ask("getSynchronizationProfileStatus", { id });
    expect([body["status"], headers.get("preference-applied")]).toEqual(["unknownFutureValue", null]);
    const shown = await ask("getSynchronizationProfileStatus", {
      id,
      headers: { prefer: "include-unknown-enum-members" },
    });
    expect([shown.body["status"], shown.headers.get("preference-applied")]).toEqual([
      "validating",
      "include-unknown-enum-members",
    ]);
  });

  it("starts despite warnings, but not with errors", async () => {
    const id = await provisioned();
    await uploadSet(id, { "Student.csv": studentsOf("s1,1,same", "s2,1,same") });
    const warned = await ask("startSynchronizationProfile", { id });
    expect([warned.status, warned.body.value]).toEqual([
      200,
      [expect.objectContaining({ type: "Warning", fileName: "student.csv" })],
    ]);

    const other = await provisioned();
    await uploadSet(other, { "Student.csv": studentsOf("s1,99,someone", "s2,2,bob") });
    const refused = await ask("startSynchronizationProfile", { id: other });
    expect([refused.status, refused.body.value]).toEqual([
      400,
      [expect.objectContaining({ type: "Error", fileName: "student.csv" })],
    ]);
    expect(await status(other)).toBe(null);
  });

  it("cannot be started or get other files while it runs", async () => {
    const id = await ready();
    await ask("startSynchronizationProfile", { id });
    const again = await ask("startSynchronizationProfile", { id });
    expect([again.status, again.body.error.message]).toEqual([409, expect.stringContaining("in progress")]);
    expect((await ask("getSynchronizationProfileUploadUrl", { id })).status).toBe(409);
    await later();
    expect((await ask("startSynchronizationProfile", { id })).status).toBe(200);
  });

  it("cannot be started before the profile is provisioned", async () => {
    const id = await create();
    const { status: code, body } = await ask("startSynchronizationProfile", { id });
    expect([code, body.error.message]).toEqual([
      409,
      "The profile is 'provisioning'. Wait until its state is 'provisioned'.",
    ]);
    expect((await ask("getSynchronizationProfileUploadUrl", { id })).status).toBe(200);
  });

  it("pauses, resumes and resets", async () => {
    const id = await ready();
    expect((await ask("pauseSynchronizationProfile", { id })).status).toBe(200);
    expect((await ask("resumeSynchronizationProfile", { id })).status).toBe(409);
    await ask("startSynchronizationProfile", { id });
    expect((await ask("pauseSynchronizationProfile", { id })).status).toBe(200);
    await later();
    expect(await status(id)).toBe("paused");
    expect((await ask("resumeSynchronizationProfile", { id })).status).toBe(200);
    expect(await status(id)).toBe("inProgress");
    await later();
    expect(await status(id)).toBe("success");
    expect((await ask("resetSynchronizationProfile", { id })).status).toBe(200);
    expect(await status(id)).toBe("extracting");
  });

  it("that skips records lists them, and a reset clears the list", async () => {
    await mock.scenario({ sync: "errors" });
    const id = await ready();
    await ask("startSynchronizationProfile", { id });
    await later();
    expect((await ask("getSynchronizationProfileStatus", { id })).body).toMatchObject({
      status: "success",
      errorCount: 2,
    });
    const students = await ask("listSynchronizationErrors", {
      id,
      query: "?$filter=entryType eq 'Student'&$count=true",
    });
    expect(students.body).toMatchObject({ "@odata.count": 1, value: [{ entryType: "Student" }] });
    await ask("resetSynchronizationProfile", { id });
    expect((await ask("listSynchronizationErrors", { id })).body.value).toEqual([]);
  });

  it.each(["error", "validationError", "quarantined"] as const)("can end in %s", async (outcome) => {
    await mock.scenario({ sync: outcome });
    const id = await ready();
    await ask("startSynchronizationProfile", { id });
    await later();
    expect(await status(id)).toBe(outcome);
    if (outcome !== "validationError") return;
    await ask("resumeSynchronizationProfile", { id });
    await ask("pauseSynchronizationProfile", { id });
    await ask("resumeSynchronizationProfile", { id });
    await later();
    expect(await status(id)).toBe("success");
  });
});

describe("the sync of an API profile", () => {
  it.each(["powerSchool", "oneRosterOAuth1", "oneRosterOAuth2"])(
    "of %s starts by itself and accepts no files",
    async (name) => {
      const id = await create(name);
      await mock.advance(unhurried.ms);
      expect(await status(id)).toBe("extracting");
      await later();
      expect(await status(id)).toBe("success");
      for (const operationId of ["startSynchronizationProfile", "getSynchronizationProfileUploadUrl"]) {
        const { status: code, body } = await ask(operationId, { id });
        expect([code, body.error.message]).toEqual([
          400,
          expect.stringMatching(/^The profile reads from 'education(PowerSchool|OneRosterApi)DataProvider'/),
        ]);
      }
    },
  );
});

describe("an upload URL", () => {
  it("is on this server, requires its signature and expires after an hour", async () => {
    const id = await provisioned();
    const { body } = await ask("getSynchronizationProfileUploadUrl", { id });
    const address = new URL(String(body["value"]));
    expect(address.origin).toBe(mock.url);
    const put = (search: string) =>
      upload(`${address.origin}${address.pathname}${search}`, "School.csv", validSet["School.csv"] ?? "");
    expect((await put(address.search.replace(/sig=[^&]{4}/, "sig=AAAA"))).status).toBe(403);
    expect((await put(address.search)).status).toBe(201);
    await mock.advance(61 * minute);
    expect((await put(address.search)).status).toBe(403);
    expect(JSON.stringify(await mock.journal())).not.toContain(address.searchParams.get("sig"));
  });

  it("returns the request id that the journal shows", async () => {
    const id = await provisioned();
    const { body } = await ask("getSynchronizationProfileUploadUrl", { id });
    const { headers } = await fetch(String(body["value"]), { method: "PUT" });
    expect((await mock.journal()).at(-1)?.requestId).toBe(headers.get("x-ms-request-id"));
  });
});

describe("a URL in an answer", () => {
  // fetch can't send a custom Host.
  const addresses = async (server: string, host = new URL(server).host): Promise<string[]> => {
    async function get(path: string): Promise<Body> {
      const request = httpGet(server + path, { headers: { authorization: "Bearer x", host } });
      const [answer] = (await once(request, "response")) as [IncomingMessage];
      return (await json(answer)) as Body;
    }
    const { "@odata.nextLink": next } = await get("/education/synchronizationProfiles?$top=1");
    const id = "86904b1e-c7d0-4ead-b13a-98f11fc400ee";
    const { value } = await get(`/education/synchronizationProfiles/${id}/uploadUrl`);
    return [String(next), String(value)].map((address) => new URL(address).origin);
  };

  it("has the local name that the caller used", async () => {
    await mock.seed("examples");
    const localhost = mock.url.replace("127.0.0.1", "localhost");
    expect(await addresses(localhost)).toEqual([localhost, localhost]);
    expect(await addresses(mock.url, "localhost:8080")).toEqual(["http://localhost:8080", "http://localhost:8080"]);
    expect(await addresses(mock.url, "elsewhere.example")).toEqual([mock.url, mock.url]);
  });

  it("has the name that another machine used for an open mock", async () => {
    const open = await startForTest({ host: "0.0.0.0", profiles: "examples" });
    expect(await addresses(open.url, "mock:8080")).toEqual(["http://mock:8080", "http://mock:8080"]);
    expect(await addresses(open.url, "a b/c")).toEqual([open.url, open.url]);
  });
});

describe("a list", () => {
  beforeEach(() => mock.seed("examples"));
  const list = (query = "", headers = {}) => ask("listSynchronizationProfiles", { query, headers });
  const names = ({ body }: Reply): unknown[] => body.value.map(({ displayName }) => displayName);

  it("has links to all further pages, with each item once", async () => {
    const ids: unknown[] = [];
    let address: string | undefined =
      `${mock.url}/beta/education/synchronizationProfiles?$top=4&$count=true&$orderby=displayName`;
    while (address) {
      expect(new URL(address).origin).toBe(mock.url);
      const page = (await (await fetch(address, { headers: { authorization: "Bearer x" } })).json()) as Body;
      expect(page["@odata.count"]).toBe(6);
      ids.push(...page.value.map(({ id }) => id));
      address = page["@odata.nextLink"] as string | undefined;
    }
    expect(new Set(ids).size).toBe(6);
    expect(ids.length).toBe(6);
  });

  it("filters, sorts, skips and selects", async () => {
    expect(
      names(await list("?$filter=displayName eq 'Bellows College' or displayName eq 'School of Fine Art'")),
    ).toEqual(["Bellows College", "School of Fine Art"]);
    expect(names(await list("?$filter=state ne 'provisioned'"))).toEqual([]);
    expect(names(await list("?$filter=state eq 'provisioned' and displayName eq 'It''s'"))).toEqual([]);
    const sorted = names(await list("?$orderby=displayName desc"));
    expect(sorted).toEqual([...sorted].sort().reverse());
    expect(names(await list("?$orderby=displayName desc&$skip=4"))).toEqual(sorted.slice(4));
    expect(names(await list("?$top=&$skip="))).toHaveLength(6);
    const { body } = await list("?$select=displayName,state&$top=1");
    expect(Object.keys(body.value[0] as Body).sort()).toEqual(["displayName", "id", "state"]);
  });

  it.each([
    ["?$filter=dataProvider eq 'x'", "Request_UnsupportedQuery", "'dataProvider'"],
    ["?$filter=displayName lt 'x'", "Request_UnsupportedQuery", "$filter"],
    ["?$filter=displayName eq 'x' and", "Request_UnsupportedQuery", "$filter"],
    ["?$filter=displayName eq 'x", "Request_UnsupportedQuery", "$filter"],
    ["?$top=1000", "BadRequest", "$top"],
    ["?$skiptoken=nonsense", "BadRequest", "$skiptoken"],
    ["?$orderby=dataProvider", "BadRequest", "$orderby"],
    ["?$top=1&$top=2", "BadRequest", "$top"],
  ])("with %s gets 400 and the reason", async (query, code, named) => {
    const { status: answered, body } = await list(query);
    expect([answered, body.error.code]).toEqual([400, code]);
    expect(body.error.message).toContain(named);
  });

  it("shows the sample districts as the contract's examples do", async () => {
    const examples =
      operations.find(({ operationId }) => operationId === "getSynchronizationProfile")?.responses[0]?.examples ?? {};
    for (const { value } of Object.values(examples)) {
      const { "@odata.context": _, ...profile } = value as Body;
      expect((await ask("getSynchronizationProfile", { id: String(profile["id"]) })).body).toMatchObject(profile);
    }
  });
});

describe("each answer", () => {
  it("has its own request id and the caller's, which an error repeats", async () => {
    const own = "c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88";
    const answers = await Promise.all(
      [1, 2].map(() => ask("getSynchronizationProfile", { id: "none", headers: { "client-request-id": own } })),
    );
    const ids = answers.map(({ headers }) => headers.get("request-id"));
    expect(new Set(ids).size).toBe(2);
    for (const [index, { headers, body }] of answers.entries()) {
      expect(headers.get("client-request-id")).toBe(own);
      expect(body.error.innerError).toMatchObject({ "request-id": ids[index], "client-request-id": own });
    }
  });

  it("to an invalid body names the property and the reason for the type that was meant", async () => {
    const body = {
      ...(createBody("powerSchool") as object),
      dataProvider: {
        "@odata.type": "#microsoft.graph.educationPowerSchoolDataProvider",
        connectionUrl: "https://x.example",
      },
    };
    const { body: answered } = await ask("createSynchronizationProfile", { body });
    expect(answered.error).toMatchObject({
      message: "The property 'dataProvider.clientId' is required.",
      target: "dataProvider.clientId",
    });

    const many = await ask("createSynchronizationProfile", { body: { ...body, displayName: 5 } });
    expect(many.body.error.details?.map(({ target }) => target)).toEqual(["displayName", "dataProvider.clientId"]);

    const unheard = await ask("createSynchronizationProfile", {
      body: { ...body, dataProvider: { "@odata.type": "#unheard" } },
    });
    expect(unheard.body.error.target).toBe("dataProvider.@odata.type");
  });
});
