import { readFile } from "node:fs/promises";
import { beforeEach, describe, expect, it } from "vitest";
import { readCsvFile } from "../../../../src/mock/schoolDataSync/files/inspectFile.ts";
import { contractExample, readContract } from "../../../../src/mock/contract/document.ts";
import { chunksOf, type FileSet, studentsOf, validSet } from "../files/fileSet.ts";
import { createService, csvBody, hour, powerSchoolBody, type Service } from "../service.ts";

type Json = Record<string, unknown>;
const day = 24 * hour;

let service: Service;
beforeEach(async () => void (service = await createService()));

const withCustomizations = (customizations: Json): Json => ({
  ...csvBody,
  displayName: "A school",
  dataProvider: { ...(csvBody["dataProvider"] as Json), customizations },
});
const call = (operation: "get" | "update" | "start" | "resume" | "reset", profileId: string, body?: Json) =>
  service.call(`${operation}SynchronizationProfile`, { profileId, body });

async function upload(profileId: string, files: FileSet): Promise<void> {
  const tenant = await service.tenants.of("default");
  for (const [name, content] of Object.entries({ ...validSet, ...files }))
    await tenant.putFile(profileId, { ...(await readCsvFile(name, chunksOf(content, 1000))), blobName: name });
}

async function provisioned(body: Json, files: FileSet = {}): Promise<string> {
  const id = await service.create(body);
  service.advance(hour);
  await upload(id, files);
  return id;
}

/** The warnings of a start. */
async function warningsOf(body: Json, files: FileSet): Promise<string[]> {
  const started = await call("start", await provisioned(body, files));
  expect(started.status).toBe(200);
  return started.body.value.map(({ type, fileName, description }) => `${type} ${fileName}: ${description}`);
}

/** The errors at the end of the sync that a start or a reset began. */
async function errorsAfterSync(profileId: string): Promise<Json[]> {
  service.advance(3 * hour);
  const status = await service.call("getSynchronizationProfileStatus", { profileId });
  expect(status.body["status"]).toBe("success");
  const { body } = await service.call("listSynchronizationErrors", { profileId });
  expect(status.body["errorCount"]).toBe(body.value.length);
  return body.value;
}

async function errorsOf(body: Json, files: FileSet): Promise<Json[]> {
  const id = await provisioned(body, files);
  expect((await call("start", id)).body.value).toEqual([]);
  return errorsAfterSync(id);
}

const special: FileSet = {
  "Section.csv": "SIS ID,School SIS ID,Section Name\nmath,1,Math/Science: <7B> #1 & more\nart;2,2,Art\n",
  "Student.csv": studentsOf("s1,1,al?ex", "s2,2,bob"),
  "StudentEnrollment.csv": "Section SIS ID,SIS ID\nmath,s1\nart;2,s2\n",
  "Teacher.csv": "SIS ID,School SIS ID,Username,Last Name\nt1,1,cleo,Park*\n",
};
const rejecting = { ...csvBody, displayName: "A school", handleSpecialCharacterConstraint: false };

describe("handleSpecialCharacterConstraint", () => {
  it("replaces characters that the directory rejects", async () => {
    expect(await errorsOf({ ...rejecting, handleSpecialCharacterConstraint: true }, special)).toEqual([]);
  });

  it("reports records with such characters when it is off, with the profile's domains", async () => {
    const errors = await errorsOf(rejecting, special);
    expect(errors.map(({ id: _, recordedDateTime: __, errorMessage: ___, ...error }) => Object.values(error))).toEqual([
      ["Section", "None", "math", "Math/Science: <7B> #1 & more"],
      ["Section", "AzureActiveDirectoryInvalidPropertyValue", "art;2", "Art"],
      ["Student", "AzureActiveDirectoryInvalidPropertyValue", "al?ex@students.fabrikam.edu", "al?ex"],
      ["Teacher", "None", "cleo@fabrikam.edu", "cleo"],
    ]);
    expect(errors[2]?.["errorMessage"]).toContain('"Username"');
    expect(new Set(errors.map(({ id }) => id)).size).toBe(4);
  });

  it("applies at the end of a sync: a reset after an update reports nothing", async () => {
    const id = await provisioned(rejecting, special);
    await call("start", id);
    expect(await errorsAfterSync(id)).toHaveLength(4);
    await call("update", id, { handleSpecialCharacterConstraint: true });
    service.advance(hour);
    await call("reset", id);
    expect(await errorsAfterSync(id)).toEqual([]);
  });

  it("applies to the files of the latest start", async () => {
    const id = await provisioned(rejecting, special);
    await call("start", id);
    expect(await errorsAfterSync(id)).toHaveLength(4);
    await upload(id, {});
    await call("start", id);
    expect(await errorsAfterSync(id)).toEqual([]);
  });

  it("adds to the scenario's errors, but not in a failed sync", async () => {
    service.outcomes.sync = "errors";
    expect(await errorsOf(rejecting, special)).toHaveLength(6);
    service.outcomes.sync = "error";
    const id = await provisioned(rejecting, special);
    await call("start", id);
    service.advance(3 * hour);
    expect((await service.call("listSynchronizationErrors", { profileId: id })).body.value).toHaveLength(2);
  });

  it("reports at most 100 records of a file, with truncated values", async () => {
    const rows = Array.from({ length: 150 }, (_, at) => `c${at},1,${"#".repeat(2_000)}`);
    const files = {
      "Section.csv": `SIS ID,School SIS ID,Section Name\nmath,1,Math\nart,2,Art\n${rows.join("\n")}\n`,
    };
    const errors = await errorsOf(rejecting, files);
    expect(errors).toHaveLength(100);
    expect(errors[0]?.["reportableIdentifier"]).toHaveLength(256);
  });
});

describe("optionalPropertiesToSync", () => {
  const students = (columns: string[] | null) => withCustomizations({ student: { optionalPropertiesToSync: columns } });

  it.each<[string, Json, FileSet, string[]]>([
    [
      "missing columns",
      students(["Grade", "Middle Name", "Eye Color"]),
      { "Student.csv": "SIS ID,School SIS ID,Username,Grade\ns1,1,ann,7\ns2,2,bob,7\n" },
      ['Warning student.csv: The columns "Middle Name" and "Eye Color", which the profile syncs, are missing.'],
    ],
    [
      "missing values",
      students(["Grade", "Username"]),
      { "Student.csv": "SIS ID,School SIS ID,Username,Grade\n\ns1,1,ann,7\ns2,2,bob, \n" },
      ['Warning student.csv: 1 row lacks a value for "Grade" (row 4).'],
    ],
    [
      "nothing in columns that are not synced",
      students(["State ID"]),
      { "Student.csv": studentsOf("s1,1,ann", "s2,2,bob").replace("Lee", "") },
      [],
    ],
    [
      "nothing if every column in the file is synced",
      students(null),
      { "Student.csv": "SIS ID,School SIS ID,Username\ns1,1,ann\ns2,2,bob\n" },
      [],
    ],
    [
      "nothing if every documented column is listed",
      withCustomizations({
        teacher: {
          optionalPropertiesToSync: [
            ...["First Name", "Last Name", "Password", "State ID", "Secondary Email"],
            ...["Teacher Number", "Status", "Middle Name", "Title", "Qualification"],
          ],
        },
      }),
      {},
      [],
    ],
  ])("warns about %s", async (_, body, files, warnings) => {
    expect(await warningsOf(body, files)).toEqual(warnings);
  });
});

describe("isSyncDeferred", () => {
  it("omits a kind of record from warnings and errors", async () => {
    const body = {
      ...withCustomizations({
        section: { isSyncDeferred: true },
        student: { isSyncDeferred: true, optionalPropertiesToSync: ["Eye Color"] },
      }),
      handleSpecialCharacterConstraint: false,
    };
    expect((await errorsOf(body, special)).map(({ entryType }) => entryType)).toEqual(["Teacher"]);
  });
});

describe("the identity configuration", () => {
  const { identitySynchronizationConfiguration: matching } = contractExample<Json>("csvExistingAccounts.createRequest");

  it("appends its domain to students, but not to teachers", async () => {
    const errors = await errorsOf({ ...rejecting, identitySynchronizationConfiguration: matching }, special);
    expect(errors.map(({ joiningValue }) => joiningValue)).toEqual([
      "math",
      "art;2",
      "al?ex@bellowscollege.edu",
      "cleo",
    ]);
  });

  it("warns if the column for matching accounts is missing", async () => {
    const [student, teacher] = (matching as { matchingOptions: Json[] }).matchingOptions;
    const body = {
      ...csvBody,
      identitySynchronizationConfiguration: {
        ...(matching as Json),
        matchingOptions: [student, { ...teacher, sourcePropertyName: "Secondary Email" }],
      },
    };
    expect(await warningsOf(body, {})).toEqual([
      'Warning teacher.csv: The column "Secondary Email", which the profile syncs, is missing.',
    ]);
  });
});

describe("expirationDate", () => {
  const expired = {
    status: 409,
    example: "profileExpired",
    message: "The profile expired on 2023-08-20. Set a later 'expirationDate'.",
  };
  const until = (expirationDate: string | null) => ({ ...csvBody, displayName: "A school", expirationDate });

  it("is the last day on which the profile syncs, until a later one is set", async () => {
    const id = await provisioned(until("2023-08-20"));
    service.advance(5 * day);
    expect((await call("start", id)).status).toBe(200);
    service.advance(2 * day);
    for (const operation of ["start", "resume", "reset"] as const) expect(await call(operation, id)).toEqual(expired);
    await call("update", id, { expirationDate: "2023-09-30" });
    service.advance(hour);
    expect((await call("start", id)).status).toBe(200);
  });

  it("also stops the automatic sync of a PowerSchool profile", async () => {
    service = await createService(undefined, { pace: { reads: 100, ms: 2 * day } });
    const statusOf = async (expirationDate: string) => {
      const profileId = await service.create({ ...powerSchoolBody, displayName: "A school", expirationDate });
      service.advance(2 * day);
      expect((await call("get", profileId)).body["state"]).toBe("provisioned");
      const record = await service.call("getSynchronizationProfileStatus", { profileId });
      return record.body["lastActivityDateTime"];
    };
    expect(await statusOf("2023-08-14")).toBeNull();
    expect(await statusOf("2023-09-30")).not.toBeNull();
  });

  it.each([
    ["has no effect when it is null", null],
    ["has no effect when it was before the profile was created", "2020-01-01"],
  ])("%s", async (_, date) => {
    const id = await provisioned(until(date));
    service.advance(400 * day);
    expect((await call("start", id)).status).toBe(200);
  });

  it("is at most 18 months after the profile was created", async () => {
    const refusal = {
      status: 400,
      example: "invalidRequest",
      target: "expirationDate",
      message: "The property 'expirationDate' must be at most 18 months after the profile was created: 2025-02-14.",
    };
    const create = (date: string) => service.call("createSynchronizationProfile", { body: until(date) });
    expect(await create("2025-02-15")).toEqual(refusal);
    const { status, body } = await create("2025-02-14");
    expect(status).toBe(201);
    service.advance(100 * day);
    const update = (expirationDate: string) => call("update", String(body["id"]), { expirationDate });
    expect(await update("2025-02-15")).toEqual(refusal);
    expect((await update("2025-02-14")).status).toBe(200);
    expect((await call("get", String(body["id"]))).body["expirationDate"]).toBe("2025-02-14");
  });
});

it("the reference describes every setting", async () => {
  const chapter = await readFile("src/reference/guide/mock/settings.md", "utf8");
  const rows = chapter.split("\n").filter((line) => line.startsWith("| `"));
  const documented = rows.flatMap((row) =>
    [...(row.split(" | ")[0] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
  );
  const { schemas } = readContract().components as unknown as {
    schemas: Record<string, { properties?: Record<string, { readOnly?: boolean }> }>;
  };
  const settings = Object.entries(schemas)
    .filter(([name]) => /(Input|ProfileCreate)$/.test(name))
    .flatMap(([, { properties = {} }]) => Object.keys(properties));
  const ofTheService = ["id", "state", "customizations", "identitySynchronizationConfiguration", "appliesTo"];
  const kinds = ["school", "section", "student", "teacher", "studentEnrollment", "teacherRoster"];
  const expected = settings.filter((name) => !name.startsWith("@") && ![...ofTheService, ...kinds].includes(name));
  expect([...new Set(expected)].filter((name) => !documented.includes(name))).toEqual([]);
  expect(documented.filter((name) => !settings.includes(name))).toEqual([]);
});
