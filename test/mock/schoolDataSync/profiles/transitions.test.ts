import { describe, expect, it } from "vitest";
import { control, createBody, send } from "../../../support/caller.ts";
import { startForAll, startForTest } from "../../../support/mock.ts";

interface Details {
  lifecycle: { state: string; stage: string; errorCount: number; fileCount: number; next: string | null };
  history: { to: string; forced: boolean }[];
  transitions: { to: string; notAllowed?: string }[];
  verification: { fileName: string }[];
}

const mock = await startForAll({ pace: { reads: 3, ms: 1e8 } });

const profiles = "/education/synchronizationProfiles";
async function ask<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  const reply = await send(method, mock.url + path, { body });
  return { status: reply.status, body: reply.body as T };
}
async function create(name = "csvNewAccounts"): Promise<string> {
  const body = { ...(createBody(name) as object), displayName: "A district" };
  return (await ask<{ id: string }>("POST", profiles, body)).body.id;
}
const details = async (id: string) => (await ask<Details>("GET", `/_mock/profiles/${id}`)).body;
const force = (id: string, to: string) =>
  ask<{ profile: Details | null; error?: { message: string } }>("POST", `/_mock/profiles/${id}/transitions`, { to });

/** A profile after these transitions, each of which must be allowed. */
async function after(...transitions: string[]): Promise<string> {
  const id = await create();
  await ask("POST", `/_mock/profiles/${id}/files`, { files: "sample" });
  for (const to of transitions) expect((await force(id, to)).status, to).toBe(200);
  return id;
}

describe("a transition", () => {
  it.each<[from: string[], to: string, state: string, stage: string, errors: number]>([
    [[], "provisioned", "provisioned", "idle", 0],
    [[], "provisioningFailed", "provisioningFailed", "idle", 0],
    [["provisioned"], "extracting", "provisioned", "extracting", 0],
    [["provisioned", "extracting"], "paused", "provisioned", "paused", 0],
    [["provisioned", "extracting", "paused"], "inProgress", "provisioned", "inProgress", 0],
    [["provisioned", "extracting"], "success", "provisioned", "success", 0],
    [["provisioned", "extracting"], "errors", "provisioned", "success", 2],
    [["provisioned", "extracting"], "error", "provisioned", "error", 2],
    [["provisioned", "extracting"], "validationError", "provisioned", "validationError", 2],
    [["provisioned", "extracting"], "quarantined", "provisioned", "quarantined", 2],
    [["provisioned", "extracting", "validationError"], "inProgress", "provisioned", "inProgress", 2],
    [["provisioned"], "deleting", "deleting", "idle", 0],
    [["deleting"], "deletionFailed", "deletionFailed", "idle", 0],
  ])("after %j to %s happens at once", async (from, to, state, stage, errorCount) => {
    const id = await after(...from, to);
    expect((await details(id)).lifecycle).toMatchObject({ state, stage, errorCount, fileCount: 6 });
    expect((await details(id)).history.at(-1)).toMatchObject({ to: to === "errors" ? "success" : to, forced: true });
  });

  it("to deleted removes the profile", async () => {
    const id = await after("deleting");
    expect((await force(id, "deleted")).body).toEqual({ profile: null });
    expect((await ask("GET", `${profiles}/${id}`)).status).toBe(404);
    expect((await ask("GET", `/_mock/profiles/${id}`)).status).toBe(404);
  });

  it.each<[from: string[], to: string, reason: string]>([
    [["provisioned"], "provisioned", "The profile is 'provisioned', not 'provisioning'."],
    [[], "deleted", "The profile is 'provisioning', not 'deleting'."],
    [[], "extracting", "The profile is 'provisioning'. Wait until its state is 'provisioned'."],
    [["provisioned"], "success", "No sync is running."],
    [["provisioned"], "paused", "nothing to pause"],
    [["provisioned", "extracting"], "extracting", "is in progress"],
    [
      ["provisioned", "extracting", "paused", "inProgress", "validationError", "inProgress"],
      "validationError",
      "ignores",
    ],
    [["deleting"], "deleting", "already being deleted"],
    [["provisioned", "extracting", "deleting"], "success", "being deleted"],
  ])("after %j to %s is refused with the reason", async (from, to, reason) => {
    const id = await after(...from);
    const { status, body } = await force(id, to);
    expect([status, body.error?.message]).toEqual([409, expect.stringContaining(reason)]);
    const transition = (await details(id)).transitions.find((each) => each.to === to);
    expect(transition?.notAllowed).toBe(body.error?.message);
  });

  it("to extracting is refused while files have mistakes", async () => {
    const id = await create();
    await force(id, "provisioned");
    await ask("POST", `/_mock/profiles/${id}/files`, { files: "mistakes" });
    expect(new Set((await details(id)).verification.map(({ fileName }) => fileName))).toEqual(
      new Set(["student.csv", "studentenrollment.csv"]),
    );
    expect((await force(id, "extracting")).body.error?.message).toMatch(/^student.csv: .* And \d more errors\.$/);
  });

  it("to provisioned begins a sync without files, and to extracting begins it again", async () => {
    const id = await create("powerSchool");
    await force(id, "provisioned");
    expect((await details(id)).lifecycle).toMatchObject({ state: "provisioned", stage: "extracting" });
    await force(id, "success");
    expect((await force(id, "extracting")).body.profile?.lifecycle.stage).toBe("extracting");
  });
});

describe("inspecting a profile", () => {
  it("does not advance its state, unlike a read through the API", async () => {
    const id = await create();
    for (let count = 0; count < 10; count += 1) await details(id);
    await ask("GET", "/_mock/lifecycles");
    expect((await details(id)).lifecycle.state).toBe("provisioning");
    for (let count = 0; count < 4; count += 1) await ask("GET", `${profiles}/${id}`);
    expect((await details(id)).lifecycle.state).toBe("provisioned");
  });

  it("shows the first transition and the latest ones", async () => {
    const id = await after("provisioned", "extracting");
    for (let count = 0; count < 15; count += 1) for (const to of ["paused", "inProgress"]) await force(id, to);
    const { history } = await details(id);
    expect(history).toHaveLength(20);
    expect(history.map(({ to }) => to).slice(0, 2)).toEqual(["provisioning", "inProgress"]);
    expect(history[0]?.forced).toBe(false);
  });

  it("does not change a seeded run", async () => {
    const run = async (looks: boolean): Promise<unknown> => {
      const seeded = await startForTest({ seed: 1, profiles: "examples" });
      if (looks) for (const path of ["", "/lifecycles", "/journal"]) await control(seeded, "GET", path);
      const { headers } = await send("GET", seeded.url + profiles);
      return [headers.get("request-id"), (await seeded.journal())[0]?.time];
    };
    expect(await run(true)).toEqual(await run(false));
  });
});
