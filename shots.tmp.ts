import { chromium } from "playwright-core";
import { startMock } from "./src/mock/index.ts";
const only = process.argv[2];
const mock = await startMock({ profiles: "cast", pace: { reads: 5, ms: 4000 } });
const api = mock.url + "/education/synchronizationProfiles";
const H = { authorization: "Bearer any-token", "content-type": "application/json" };
const json = async (url: string, init: object = {}) => { const r = await fetch(url, { headers: H, ...init }); const t = await r.text(); return t ? JSON.parse(t) : undefined; };
const { mock: m } = await json(mock.url + "/_mock");
const sample = m.sample;
const { value } = await json(api);
const empty = only === "empty";
let bad = "";
if (!empty) {
  for (let i = 0; i < 12; i++) await json(api + "?$top=2");
  for (let i = 0; i < 3; i++) await json(`${api}/${value[i].id}/profileStatus`);
  await json(`${api}/none`);
  const r = await fetch(api, { method: "POST", headers: H, body: JSON.stringify({ ...sample, displayName: 5, clientSecret: "hush", dataProvider: { "@odata.type": "#microsoft.graph.educationCsvDataProvider", unknown: 1 } }) });
  bad = r.headers.get("request-id") ?? "";
  await mock.scenario({ throttle: { requests: 1, seconds: 60 } });
  await json(api); await json(api);
  await mock.scenario({ throttle: null, failPercent: 100 });
  await json(api);
  await mock.scenario({ failPercent: 0 });
}
const created = empty ? undefined : await json(api, { method: "POST", body: JSON.stringify({ ...sample, displayName: "Contoso West District" }) });
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
for (const [width, height] of [[1440, 900], [820, 1100], [390, 844]] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    if (colorScheme === "dark" && width === 820) continue;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    page.on("console", (c) => console.log(c.type(), c.text()));
    page.on("pageerror", (e) => console.log("pageerror", e.message));
    const views: Record<string, string> = empty ? { empty: "#/overview", noprofiles: "#/profiles" } : { overview: "#/overview", profiles: "#/profiles", profile: `#/profiles/${created.id}`, requests: "#/requests", request: `#/requests/${bad}`, scenario: "#/scenario" };
    for (const [name, hash] of Object.entries(views)) {
      if (only && !empty && only !== name) continue;
      await page.goto(mock.url + "/_mock" + hash);
      await page.waitForTimeout(900);
      await page.screenshot({ path: `/tmp/shots/${name}-${width}-${colorScheme}.png`, fullPage: name !== "requests" });
    }
    await context.close();
  }
}
await browser.close();
await mock.close();
