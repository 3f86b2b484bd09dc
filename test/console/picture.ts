import { startMock } from "../../src/mock/index.ts";
import { contractExample } from "../../src/mock/contract/document.ts";
import { launchBrowser } from "../support/browser.ts";

// Makes the picture of the console in the README.
const mock = await startMock({
  seed: "picture",
  profiles: "examples",
  scenario: { throttle: { requests: 9, seconds: 60 } },
});
const url = `${mock.url}/education/synchronizationProfiles`;
const headers = { authorization: "Bearer any-token", "content-type": "application/json" };
const create = contractExample<object>("csvNewAccounts.createRequest");
const post = (body: object) => fetch(url, { method: "POST", headers, body: JSON.stringify(body) });

// Only the first invalid request waits for Prism.
await post({});
await mock.reset();
const created = await post(create);
const location = created.headers.get("location") ?? "";
for (const path of ["", "/profileStatus", "/pause"])
  await fetch(location + path, { method: path === "/pause" ? "POST" : "GET", headers });
await fetch(`${url}?$filter=state eq 'provisioned'`, { headers });
await fetch(`${url}/none`, { headers });
const refused = await post({ displayName: 5, unknownProperty: true, ...create, licensesToAssign: "all" });
await fetch(`${url}?$top=2`, { headers });
for (let count = 0; count < 3; count += 1) await fetch(url, { headers });

const browser = await launchBrowser();
const viewport = { width: 1200, height: 700 };
const page = await browser.newPage({ viewport, colorScheme: "light", timezoneId: "UTC" });
await page.goto(`${mock.url}/_mock#/requests/${refused.headers.get("request-id")}`);
await page.locator(".why-bad").waitFor();
await page.screenshot({ path: "src/console/picture.png" });
await browser.close();
await mock.close();
