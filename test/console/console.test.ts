import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { UnsecuredJWT } from "jose";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as client from "graph-education-sync";
import { startMock } from "graph-education-sync/mock";
import { accessibilityFaults } from "../support/accessibilityFaults.ts";
import { load } from "../tools/bench/load.ts";
import { isSkipped, programs } from "../programs/programs.ts";
import { control, createBody, type Reply, send } from "../support/caller.ts";
import { type RunningCommand, startCommand } from "../support/startCommand.ts";
import { type OpenConsole, openConsole } from "./openConsole.ts";

const execute = promisify(execFile);
const profiles = "/education/synchronizationProfiles";
// No transition ends by itself during the tests, neither by time nor by reads.
const still = ["--pace", "1000000,100000000"];

type Screen = [width: number, colorScheme: "light" | "dark"];
const diagonal: Screen[] = [
  [1440, "light"],
  [390, "dark"],
];
const everywhere: Screen[] = [...diagonal, [1440, "dark"], [390, "light"]];

describe.skipIf(isSkipped(programs.chromium))("the console", () => {
  let folder: string;
  let mock: RunningCommand;
  let opened: OpenConsole;
  let page: Page;
  /** Profiles whose deletion an event may report before the response does, so that the page reads them in vain. */
  const gone: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "graph-education-sync-"));
    const browser = join(folder, "browser");
    await writeFile(browser, `#!/bin/sh\nprintf %s "$1" > '${join(folder, "opened")}'\n`);
    await chmod(browser, 0o755);
    process.env["BROWSER"] = browser;
    mock = await startCommand(...still, "--open");
    opened = await openConsole(mock.url);
    ({ page } = opened);
  }, 120_000);
  afterAll(async () => {
    delete process.env["BROWSER"];
    await opened?.browser.close();
    await mock?.stop();
    await rm(folder, { recursive: true });
  });

  const button = (name: string | RegExp) => page.getByRole("button", { name, exact: true });
  const choice = (name: string) => page.getByRole("combobox", { name, exact: true });
  const row = (text: string | RegExp) => page.locator("tbody tr", { hasText: text });
  const visit = async (hash: string): Promise<void> => {
    await page.evaluate((to) => void (location.hash = to), hash);
  };

  const get = (path = "", headers = {}): Promise<Reply> => send("GET", mock.url + profiles + path, { headers });
  const post = (body: unknown, headers = {}): Promise<Reply> => send("POST", mock.url + profiles, { body, headers });
  const idOf = ({ headers }: Reply): string => headers.get("request-id") ?? "";
  const visitRequest = (reply: Reply): Promise<void> => visit(`#/requests/${idOf(reply)}`);
  const create = async (displayName: string): Promise<string> => {
    const { body } = await post({ ...(createBody("csvNewAccounts") as object), displayName });
    return String(body["id"]);
  };
  const force = (id: string, to: string) => control(mock, "POST", `/profiles/${id}/transitions`, { body: { to } });
  const stateOf = async (id: string): Promise<unknown[]> => {
    const { lifecycle } = (await control(mock, "GET", `/profiles/${id}`)).body as unknown as {
      lifecycle: { state: string; stage: string };
    };
    return [lifecycle?.state, lifecycle?.stage];
  };

  it("is opened by mock --open", async () => {
    await expect.poll(() => readFile(join(folder, "opened"), "utf8").catch(() => "")).toBe(`${mock.url}/_mock`);
  });

  it("is served to browsers, while other clients get JSON", async () => {
    const type = async (accept: string) =>
      (await fetch(`${mock.url}/_mock`, { headers: { accept } })).headers.get("content-type");
    expect(await type("text/html,application/xhtml+xml,*/*;q=0.8")).toBe("text/html; charset=utf-8");
    expect([await type("*/*"), await type("application/json")]).toEqual(["application/json", "application/json"]);
  });

  it("is smaller than 60 kB compressed", async () => {
    expect((await readFile("dist/pages/console.html.gz")).length).toBeLessThan(60_000);
  });

  it("explains how to begin before anything has happened", async () => {
    await page.getByText("Nothing has happened here yet").waitFor();
    expect(await page.getByLabel("curl command").textContent()).toContain(`curl -i ${mock.url}${profiles}`);
    await page.getByText("start the mock with --https").waitFor();
    await button("Load sample districts").click();
    await page.getByText("The sample districts are loaded.").waitFor();
    expect((await control(mock, "GET", "/lifecycles")).body["total"]).toBe(6);
  });

  it("shows the loaded profiles before the first request", async () => {
    await control(mock, "DELETE", "/journal");
    await page.getByRole("heading", { name: "6 profiles, and no requests yet" }).waitFor();
    await page.getByText("Or start with data").waitFor({ state: "hidden" });
    await page.getByRole("link", { name: "Bellows College" }).waitFor();
  });

  it("moves the focus from a request to its details, and back to its row", async () => {
    await post({});
    await visit("#/requests");
    const link = page.locator(".requests a").first();
    await link.focus();
    await page.keyboard.press("Enter");
    await page.getByText("The request violates the contract").waitFor();
    expect(await page.evaluate(() => document.activeElement?.className)).toBe("details card");
    await page.keyboard.press("Tab");
    expect(await page.locator(":focus").textContent()).toBe("Close");
    await page.keyboard.press("Enter");
    await expect.poll(() => link.evaluate((row) => row === document.activeElement)).toBe(true);
    await page.keyboard.press("Enter");
    await page.locator(".details:focus").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => link.evaluate((row) => row === document.activeElement)).toBe(true);
    await control(mock, "DELETE", "/journal");
    await visit("#/overview");
  });

  it("shows the active preset and the legend of the plot in forced colors", async () => {
    await page.emulateMedia({ forcedColors: "active" });
    await visit("#/scenario");
    const outlines = await page
      .locator("button[aria-pressed]")
      .evaluateAll((buttons) =>
        buttons.map((button) => [button.getAttribute("aria-pressed"), getComputedStyle(button).outlineStyle]),
      );
    expect(new Set(outlines.map(String))).toEqual(new Set(["true,solid", "false,none"]));
    await visit("#/overview");
    const keys = await page
      .locator(".plot .key")
      .evaluateAll((all) => all.map((key) => getComputedStyle(key, "::before").backgroundColor));
    expect(new Set(keys).size).toBe(4);
    await page.emulateMedia({ forcedColors: null });
  });

  it("can be tabbed through in order, and marks the current view", async () => {
    await visit("#/profiles");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("MAIN");
    await page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await page.reload();
    await row("Bellows College").waitFor();
    const focused: string[] = [];
    for (let count = 0; count < 10; count += 1) {
      await page.keyboard.press("Tab");
      focused.push(await page.evaluate(() => (document.activeElement as HTMLElement).innerText.split("\n")[0] ?? ""));
    }
    expect(focused).toEqual([
      ...["Skip to content", "Education sync mock", "Overview", "Profiles", "Requests", "Scenario"],
      ...["Load sample districts", "New CSV profile", "", "Contoso School District"],
    ]);
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { name: "Contoso School District" }).waitFor();
    expect(await page.locator("nav [aria-current=page]").textContent()).toBe("Profiles");
  });

  it("shows no list before it knows the tenant", async () => {
    let isKnown = false;
    await page.route(`${mock.url}/_mock`, async (route) => {
      if (!route.request().isNavigationRequest()) {
        await new Promise((resolve) => setTimeout(resolve, 500));
        isKnown = true;
      }
      await route.continue();
    });
    await visit("#/profiles");
    await page.reload();
    await row("Bellows College").waitFor();
    expect(isKnown).toBe(true);
    await page.unrouteAll({ behavior: "wait" });
  });

  it("shows the profiles even if the mock's status can't be loaded", async () => {
    await page.route(`${mock.url}/_mock`, (route) =>
      route.request().isNavigationRequest() ? route.continue() : route.fulfill({ status: 503, body: "{}" }),
    );
    await page.reload();
    await row("Bellows College").waitFor();
    await page.unrouteAll({ behavior: "wait" });
    await page.reload();
    await row("Bellows College").waitFor();
  });

  it("drives a whole sync", async () => {
    await visit("#/profiles");
    await button("New CSV profile").click();
    await row("provisioning").locator("a").click();
    await button("Finish now").first().click();
    await page.locator("rect.here + text", { hasText: "provisioned" }).waitFor();
    const id = decodeURIComponent(page.url().split("/").at(-1) ?? "");
    gone.push(id);
    expect(await stateOf(id)).toEqual(["provisioned", "idle"]);

    await button("Upload files with mistakes").click();
    await page.getByText(/Error: 1 row lacks a value for "Username"/).waitFor();
    const start = button("Start");
    expect(await start.getAttribute("aria-disabled")).toBe("true");
    const reason = await start.getAttribute("aria-describedby");
    expect(await page.locator(`[id="${reason}"]`).textContent()).toContain("student.csv");
    await start.click({ force: true });
    expect(await stateOf(id)).toEqual(["provisioned", "idle"]);

    await button("Upload sample files").click();
    await page.locator("button:not(.off)", { hasText: /^Start$/ }).click();
    await page.locator("rect.here + text", { hasText: "inProgress" }).waitFor();
    await button("Pause").click();
    await page.locator("rect.here + text", { hasText: "paused" }).waitFor();
    expect(await stateOf(id)).toEqual(["provisioned", "paused"]);
    await button("Resume").click();
    await page.locator("rect.here + text", { hasText: "inProgress" }).waitFor();
    await button("Success with errors").click();
    await page.locator("rect.here + text", { hasText: "success" }).waitFor();
    const { body } = await get(`/${id}/profileStatus`);
    expect(body).toMatchObject({ status: "success", errorCount: 2 });
    expect(
      await page
        .locator("section", { hasText: /^Errors/ })
        .locator("tbody tr")
        .count(),
    ).toBe(2);
    expect(await page.locator(".timeline .badge").allTextContents()).toEqual([
      ...["provisioning", "provisioned", "extracting", "paused", "inProgress", "success"],
    ]);

    await button("Delete").click();
    await page.locator("rect.here + text", { hasText: "deleting" }).waitFor();
    await button("Finish now").last().click();
    await page.waitForURL(/#\/profiles$/);
    expect((await get(`/${id}`)).status).toBe(404);
  });

  it.each<[name: string, from: string[], pressed: string, becomes: unknown[]]>([
    ["provisioning fails", [], "Make it fail", ["provisioningFailed", "idle"]],
    ["a sync succeeds", ["provisioned", "extracting"], "Success", ["provisioned", "success"]],
    ["a sync fails", ["provisioned", "extracting"], "Error", ["provisioned", "error"]],
    ["a sync finds bad data", ["provisioned", "extracting"], "Validation error", ["provisioned", "validationError"]],
    ["a sync is quarantined", ["provisioned", "extracting"], "Quarantine", ["provisioned", "quarantined"]],
    ["a deletion fails", ["provisioned", "deleting"], "Make it fail", ["deletionFailed", "idle"]],
  ])("has a button with which %s", async (name, from, pressed, becomes) => {
    const id = await create(name);
    await control(mock, "POST", `/profiles/${id}/files`, { body: { files: "sample" } });
    for (const to of from) await force(id, to);
    await visit(`#/profiles/${id}`);
    await page.getByRole("heading", { name }).waitFor();
    await page.locator("button:not(.off)", { hasText: new RegExp(`^${pressed}$`) }).click();
    await expect.poll(() => stateOf(id)).toEqual(becomes);
    await page.locator("h1 + p .badge", { hasText: String(becomes.findLast((state) => state !== "idle")) }).waitFor();
  });

  it("uploads files from the disk", async () => {
    const id = await create("own files");
    await visit(`#/profiles/${id}`);
    const file = { name: "School.csv", mimeType: "text/csv", buffer: Buffer.from("SIS ID,Name\n1,One\n1,Two\n") };
    await page.getByLabel("Upload your own").setInputFiles(file);
    await page.getByText("Warning: 1 row repeats a value").waitFor();
    await page.getByText("2 rows", { exact: true }).waitFor();
  });

  it("shows a new profile and its changes", async () => {
    await visit("#/profiles");
    const id = await create("Live District");
    await row("Live District").getByText("provisioning", { exact: true }).waitFor();
    await force(id, "provisioned");
    await row("Live District").getByText("provisioned", { exact: true }).waitFor();
    await page.getByLabel("Search").fill("live dis");
    await page.getByText("1 profile", { exact: true }).waitFor();
    await page.getByLabel("Search").fill("");
  });

  describe("on the requests view", () => {
    beforeEach(() => visit("#/requests"));

    it("lists requests, newest first", async () => {
      await get("?$top=1");
      await get("/unheard-of");
      await row("unheard-of").waitFor();
      expect(await page.locator("tbody tr td.main").first().textContent()).toContain("The profile does not exist");
      expect(await row("$top=1").first().textContent()).toContain("listSynchronizationProfiles");
    });

    it("filters by status, operation and text", async () => {
      await choice("Status").selectOption("404");
      expect(new Set(await page.locator("tbody .status").allTextContents())).toEqual(new Set(["404"]));
      await choice("Status").selectOption("");
      await choice("Operation").selectOption("getSynchronizationProfileStatus");
      expect(await page.locator("tbody tr").count()).toBe(1);
      await button("Clear filters").click();
      await page.getByLabel("Search").fill("UNHEARD");
      expect(await page.locator("tbody tr").count()).toBe(1);
      await page.getByLabel("Search").fill("");
    });

    it("can be paused, and counts new requests meanwhile", async () => {
      await button("Pause").click();
      await get("/while-paused");
      await button("Continue (1 new)").waitFor();
      expect(await row("while-paused").count()).toBe(0);
      await button("Continue (1 new)").click();
      await row("while-paused").waitFor();
    });

    it("marks each violation at its place in the body", async () => {
      const given = { ...(createBody("powerSchool") as object), displayName: 5, unheard: true };
      await visitRequest(await post(given));
      await page.getByText("The request violates the contract in 2 places").waitFor();
      const marked = await page.locator(".line.marked").allInnerTexts();
      expect(marked.map((text) => text.split("\n")[0]?.trim())).toEqual(['"displayName": 5,', '"unheard": true']);
      expect(await page.locator(".details").textContent()).not.toContain("not-a-real-secret");
      expect(await page.locator(".details").textContent()).toContain('"clientSecret": "***"');
    });

    it("explains a missing permission, a throttled request and an injected fault", async () => {
      const claims = { aud: "https://graph.microsoft.com", scp: "User.Read" };
      const token = new UnsecuredJWT(claims).setExpirationTime("1h").encode();
      const denied = await get("", { authorization: `Bearer ${token}` });
      await visitRequest(denied);
      await page.getByText("It is a delegated token without EduAdministration.Read.").waitFor();

      await control(mock, "POST", "/scenario", { body: { throttle: { requests: 1, seconds: 60 } } });
      await get();
      const throttled = await get();
      await visitRequest(throttled);
      await page.getByText("This caller sent more than 1 request within 60 s.").waitFor();

      await control(mock, "POST", "/scenario", { body: { throttle: null, failPercent: 100 } });
      await visitRequest(await get());
      await page.getByText("100 % of the calls fail at random, including this one.").waitFor();
      await button("Switch off").click();
      await expect.poll(async () => (await get()).status).toBe(200);
    });

    it("makes each call fail once, and explains the failure", async () => {
      await visit("#/scenario");
      await button(/^Everything fails once/).click();
      await page.getByText("Active: each call fails once").waitFor();
      expect(await page.getByLabel("Each call fails once").isChecked()).toBe(true);
      const first = await get();
      expect([first.status, (await get()).status]).toEqual([503, 200]);
      await visitRequest(first);
      await page.getByText("Each call fails the first time, like this one.").waitFor();
      await button("Switch off").click();
    });

    it("copies a request as curl and as TypeScript that work", async () => {
      const body = { ...(createBody("csvNewAccounts") as object), displayName: "It's a copy" };
      await visitRequest(await post(body));
      await button("Copy as curl").click();
      await page.getByText("The curl command was copied.").waitFor();
      const copied = () => page.evaluate(() => navigator.clipboard.readText());
      expect((await execute("sh", ["-c", `${await copied()} -s`])).stdout).toMatch(/^HTTP\/1.1 201[^]*It's a copy/);

      await button("Copy as TypeScript").click();
      await page.getByText("The TypeScript code was copied.").waitFor();
      const program = (await copied()).replace(/^import (.*) from "graph-education-sync";/, "const $1 = ours;");
      const AsyncFunction = Object.getPrototypeOf(async () => {}).constructor;
      const printed: Body[] = [];
      await new AsyncFunction("ours", "console", program)(client, { log: (value: Body) => printed.push(value) });
      expect(printed[0]).toMatchObject({ displayName: "It's a copy", state: "provisioning" });
    });

    it("sends a request again, with the token hidden from the page", async () => {
      const claims = { aud: "https://graph.microsoft.com", scp: "User.Read" };
      const token = new UnsecuredJWT(claims).setExpirationTime("1h").encode();
      const first = await get("", { authorization: `Bearer ${token}` });
      await visitRequest(first);
      await button("Send again").click();
      await page.waitForURL((url) => url.hash.startsWith("#/requests/") && !url.hash.includes(idOf(first)));
      await page.getByText("It is a delegated token without EduAdministration.Read.").waitFor();
      expect(await page.content()).not.toContain(token.slice(0, 30));
    });

    it("shows hostile names, headers and bodies as text", async () => {
      const hostile = '<img src=x onerror="hacked=1">\u202egpj.exe\u0000';
      const long = `${hostile}${"a".repeat(100_000)}`;
      const headers = { "x-hostile": '<img src=x onerror="hacked=1">' };
      const id = await create(hostile.slice(0, -1));
      const refused = await post({ displayName: long, [hostile]: [hostile] }, headers);
      await visit("#/profiles");
      await row("<img").waitFor();
      await visit(`#/profiles/${id}`);
      await page.getByRole("heading", { name: '<img src=x onerror="hacked=1">\\u202egpj.exe' }).waitFor();
      await visitRequest(refused);
      await page.locator("summary").first().click();
      await page.locator("dd", { hasText: headers["x-hostile"] }).waitFor();
      await page.getByText(/… and 98,\d+ more characters/).waitFor();
      expect(await page.evaluate(() => [document.images.length, "hacked" in window])).toEqual([0, false]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    });

    it("clears the requests only after a second click", async () => {
      await button("Clear").click();
      await button("Cancel").click();
      expect((await control(mock, "GET", "/journal")).body.value.length).toBeGreaterThan(5);
      await button("Clear").click();
      await button(/^Clear \d+ requests$/).click();
      await page.getByText("No requests yet.").waitFor();
      const kept = (await control(mock, "GET", "/journal")).body.value;
      expect(kept.filter(({ path }) => !String(path).startsWith("/_mock"))).toEqual([]);
    });

    it("neither loses nor repeats requests that arrive while it reads the journal", async () => {
      let isRead = (): void => undefined;
      let goOn = (): void => undefined;
      const read = new Promise<void>((resolve) => (isRead = resolve));
      const held = new Promise<void>((resolve) => (goOn = resolve));
      await page.route(/_mock\/journal\?/, async (route) => {
        await get("?$top=1");
        const response = await route.fetch();
        isRead();
        await held;
        await route.fulfill({ response });
      });
      await control(mock, "DELETE", "/journal?tenant=*");
      await read;
      for (const top of [2, 3]) await get(`?$top=${top}`);
      await row("$top=3").waitFor();
      goOn();
      await page.unrouteAll({ behavior: "wait" });
      await get("?$top=4");
      await row("$top=4").waitFor();
      expect(await page.locator("tbody tr").count()).toBe(4);
      await visit("#/overview");
      expect(await page.locator(".key.c2xx b").textContent()).toBe("4");
    });
  });

  describe("on the scenario view", () => {
    beforeEach(() => visit("#/scenario"));
    const scenario = async () => (await control(mock, "GET", "")).body["scenario"];

    it("switches a preset on, shows what it does, and switches it off", async () => {
      await button(/^Monday morning/).click();
      await page.getByText("throttle 10/60 s · latency 200 to 1500 ms").waitFor();
      expect(await scenario()).toMatchObject({ throttle: { requests: 10, seconds: 60 }, latencyInMs: [200, 1500] });
      expect(await button(/^Monday morning/).getAttribute("aria-pressed")).toBe("true");
      await button("Switch off").click();
      await expect.poll(scenario).toMatchObject({ throttle: null, latencyInMs: 0 });
    });

    it("has a control for each setting, which shows its current value", async () => {
      await control(mock, "POST", "/scenario", { body: { failPercent: 5 } });
      await expect.poll(() => page.getByLabel("Failing calls, in percent").inputValue()).toBe("5");
      const enter = async (label: string, value: string, expected: object) => {
        await page.getByLabel(label, { exact: true }).fill(value);
        await page.keyboard.press("Enter");
        await expect.poll(scenario).toMatchObject(expected);
      };
      // check() expects its result at once; a box shows the current setting, and may flip back until the mock answers.
      const toggle = async (label: string, isChecked: boolean) => {
        const box = page.getByLabel(label, { exact: true });
        await box.click();
        await expect.poll(() => box.isChecked()).toBe(isChecked);
      };
      await enter("Failing calls, in percent", "7", { failPercent: 7 });
      await toggle("Each call fails once", true);
      await expect.poll(scenario).toMatchObject({ failOnce: true });
      await enter("Latency in ms, from", "20", { latencyInMs: 20 });
      // The event that brings the new value would move the cursor while the next field is filled.
      await expect.poll(() => page.getByLabel("to", { exact: true }).inputValue()).toBe("20");
      await enter("to", "50", { latencyInMs: [20, 50] });
      await toggle("Throttle", true);
      await expect.poll(scenario).toMatchObject({ throttle: { requests: 10, seconds: 60 } });
      await enter("Requests", "3", { throttle: { requests: 3, seconds: 60 } });
      await enter("in seconds", "9", { throttle: { requests: 3, seconds: 9 } });
      await page.getByLabel("Provisioning ends with").selectOption("failure");
      await page.getByLabel("A sync ends with").selectOption("errors");
      await page.getByLabel("A deletion ends with").selectOption("failure");
      const outcomes = { provisioning: "failure", sync: "errors", deletion: "failure" };
      await expect.poll(scenario).toMatchObject(outcomes);
      await toggle("EduAdministration.ReadWrite", false);
      const granted = ["EduAdministration.Read", "EduAdministration.Read.All", "EduAdministration.ReadWrite.All"];
      await expect.poll(async () => (await scenario()) as object).toHaveProperty("grant", granted);
      await button("Switch off").click();
      await expect.poll(scenario).toMatchObject({ throttle: null, grant: null });
      await button("Switch off").waitFor({ state: "detached" });
    });

    it("keeps both of two quick changes, even if the mock's status arrives late", async () => {
      await control(mock, "POST", "/scenario", { body: { throttle: { requests: 10, seconds: 60 } } });
      const field = (label: string) => page.getByLabel(label, { exact: true });
      await field("Requests").waitFor();
      await page.route(`${mock.url}/_mock`, async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 300));
        await route.continue();
      });
      await field("Requests").fill("3");
      await page.keyboard.press("Enter");
      await field("in seconds").fill("9");
      await page.keyboard.press("Enter");
      await expect.poll(scenario).toMatchObject({ throttle: { requests: 3, seconds: 9 } });
      await page.unrouteAll({ behavior: "wait" });
      await button("Switch off").click();
      await expect.poll(scenario).toMatchObject({ throttle: null });
    });

    it("advances the clock", async () => {
      await create("to be moved on");
      type Ends = { value: { next: string | null }[] };
      const ends = async () =>
        ((await control(mock, "GET", "/lifecycles")).body as unknown as Ends).value
          .flatMap(({ next }) => next ?? [])
          .sort();
      const now = async () =>
        Date.parse(((await control(mock, "GET", "")).body["mock"] as unknown as { now: string }).now);
      const before = await now();
      await button("+1 h").click();
      await expect.poll(now).toBeGreaterThanOrEqual(before + 3_600_000);
      const [next] = await ends();
      const waiting = (await ends()).length;
      await button("Until the next transition").click();
      await expect.poll(now).toBeGreaterThanOrEqual(Date.parse(next ?? ""));
      expect((await ends()).length).toBeLessThan(waiting);
      const later = await now();
      await button("+1 day").click();
      await expect.poll(now).toBeGreaterThanOrEqual(later + 86_400_000);
    });

    it("exports profiles, resets the tenant, and imports them again", async () => {
      const [download] = await Promise.all([page.waitForEvent("download"), button("Export profiles").click()]);
      const file = await download.path();
      const { set } = JSON.parse(await readFile(file, "utf8")) as { set: object[] };
      expect(set.length).toBeGreaterThan(6);
      await button("Reset the tenant").click();
      await button("Reset profiles, scenario and journal").click();
      await expect.poll(async () => (await control(mock, "GET", "/lifecycles")).body["total"]).toBe(0);
      await page.getByLabel("Import profiles").setInputFiles(file);
      await expect.poll(async () => (await control(mock, "GET", "/lifecycles")).body["total"]).toBe(set.length);
    });
  });

  it("keeps up with 500 requests per second, and counts those not listed", async () => {
    await visit("#/requests");
    await control(mock, "DELETE", "/journal?tenant=*");
    await page.getByText("No requests yet.").waitFor();
    const get = { method: "GET", path: `${profiles}?$top=1&$select=displayName`, expected: 200 };
    await load(mock.url, () => [() => get], 0, 5000);
    // It still responds to clicks at once.
    await page.getByRole("link", { name: "Overview" }).click();
    await page.locator(".key.c2xx b", { hasText: /^5,\d\d\d$/ }).waitFor();
    await visit("#/requests");
    const counts = await page.locator(".title p").textContent();
    const [listed = 0, leftOut = 0] = [...(counts ?? "").matchAll(/[\d,]+/g)].map(([text]) =>
      Number(text.replace(",", "")),
    );
    expect(listed).toBeGreaterThan(0);
    expect(listed).toBeLessThanOrEqual(1000);
    expect(leftOut).toBeGreaterThan(0);
    expect(leftOut).toBeLessThanOrEqual(5000);
    expect(await page.locator("tbody tr").count()).toBe(Math.min(200, listed));
  }, 60_000);

  it("shows the profiles of one tenant at a time", async () => {
    await get("", { "x-mock-tenant": "other" });
    await control(mock, "POST", "/clock", { body: { advanceInMs: 0 } });
    await page.locator("header").getByRole("combobox").selectOption("other");
    await visit("#/profiles");
    await page.getByText("No profiles yet.").waitFor();
    await page.locator("header").getByRole("combobox").selectOption("default");
    await row("Bellows College").waitFor();
  });

  it.each([
    ["overview", "#/overview", diagonal],
    ["profiles", "#/profiles", diagonal],
    ["a profile", "#/profiles/5d2c1f0b-9a4e-4c7d-8f36-0be1a7d94c52", everywhere],
    ["a request", "#/requests/", everywhere],
    ["scenario", "#/scenario", diagonal],
  ])("passes axe-core in light and dark, on a desktop and on a phone: %s", { timeout: 60_000 }, async (...view) => {
    const [, hash, screens] = view;
    const isRequest = hash === "#/requests/";
    await control(mock, "DELETE", "/journal?tenant=*");
    const refused = await post({ displayName: 5 });
    await visit(isRequest ? hash + idOf(refused) : hash);
    await page
      .locator(isRequest ? ".why-bad" : "main :is(h1, h2)")
      .first()
      .waitFor();
    for (const [width, colorScheme] of screens) {
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      expect(await accessibilityFaults(page), `${width} ${colorScheme}`).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.emulateMedia({ colorScheme: "light" });
  });

  it("sends requests only to the mock, and logs no errors or warnings", () => {
    expect(opened.requests.filter((url) => !url.startsWith(mock.url) && !/^(data|blob):/.test(url))).toEqual([]);
    const complaints = opened.complaints.filter((text) => !gone.some((id) => text.endsWith(`/_mock/profiles/${id}`)));
    // From the test in which the mock fails.
    expect(complaints.filter((text) => !/status of 503 .*\/_mock$/.test(text))).toEqual([]);
  });

  it("reconnects when the mock is back", async () => {
    await visit("#/profiles");
    const { port } = new URL(mock.url);
    await mock.stop();
    await page.getByText("Mock not reachable").waitFor();
    mock = await startCommand(...still, "--port", port);
    await page.getByText("Live", { exact: true }).waitFor();
    await page.getByText("No profiles yet.").waitFor();
    await create("After the restart");
    await row("After the restart").waitFor();
  }, 60_000);

  it("asks for the control token, or reads it from the address that --open uses", async () => {
    const guarded = await startMock({ controlToken: "open sesame" });
    try {
      await page.goto(`${guarded.url}/_mock`);
      await page.getByLabel("Token").fill("wrong");
      await button("Connect").click();
      await page.getByLabel("Token").fill("open sesame");
      await button("Connect").click();
      await page.getByText("Live", { exact: true }).waitFor();
      await page.evaluate(() => sessionStorage.clear());
      await page.goto(`${guarded.url}/_mock#token=open%20sesame`);
      await page.reload();
      await page.getByText("Live", { exact: true }).waitFor();
      expect(page.url()).not.toContain("sesame");
    } finally {
      await guarded.close();
    }
  });
});
