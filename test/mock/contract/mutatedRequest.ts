import type { Json } from "../../contract/bundle.ts";
import type { Sent } from "./knownRequests.ts";

/** From 0 up to, not including, the limit. */
export type Random = (limit: number) => number;

/** The same numbers for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

const values: Json[] = [
  null, true, false, 0, -1, 1.5, 1e99, "", " ", "x", "x".repeat(300), "ключ", "0", "true", "2024-02-30", "2024-12-01",
  "2024-12-01T10:00:00Z", "2024-12-01T25:00:00Z", "https://example.org", "314c4481-06e6-4d0a-b7b1-0c8f4e9d6a52", [], [null],
  {}, { "@odata.type": "x" }, "#microsoft.graph.educationCsvDataProvider", "microsoft.graph.educationPowerSchoolDataProvider",
]; // prettier-ignore
const names = [
  "unheardOf",
  "id",
  "state",
  "@odata.type",
  "@odata.context",
  "displayName",
  "__proto__",
  "constructor",
  "toString",
];
const segments = [
  "86904b1e-c7d0-4ead-b13a-98f11fc400ee", "c3f7a8d1-2b6e-4d90-9c15-7e84f0a2b6d3", "none", "", "%2F", "a,b", "a%20b", "a%2Cb",
  ".", "..", "%", "%zz", "%D0%BA", "{id}", "a;b", "constructor", "__proto__", "x".repeat(200), "86904B1E-C7D0-4EAD-B13A-98F11FC400EE",
]; // prettier-ignore
const queries = [
  "$top=2", "$top=0", "$top=abc", "$top=", "$top=2&$top=3", "$TOP=2", "%24top=2", "$top=1e1", "$top=%2B2", "$top=02", "$top=2.0",
  "$top=+5", "$top=0x5", "$skip=1", "$skip=-1", "$count=true", "$count=false", "$count=1", "$count=", "$count=TRUE", "$orderby=displayName",
  "$orderby=displayName desc", "$orderby=displayName%20desc,id", "$orderby=,", "$orderby=nothing", "$select=id,displayName",
  "$select=id,id", "$select=unheardOf", "$select=", "$filter=state eq 'provisioned'", "$filter=", "$filter=x", "unknown=1", "=", "&",
  "a=b=c", "__proto__=1", "__code=404", "constructor=1", "$skiptoken=x", "$expand=x", "top=2",
]; // prettier-ignore
const headers: [name: string, values: string[]][] = [
  ["accept", ["*/*", "application/json", "application/json, text/plain, */*", "text/html", "application/xml", "text/*", "application/*",
    "application/json;odata.metadata=none", "application/json;q=0", "*/*;q=0", "application/json,application/xml;q=0.5", ";", "", "json",
    "application/json, ;", "*/*, application/json", "application/problem+json", "APPLICATION/JSON"]],
  ["authorization", ["", "Bearer", "Bearer ", "Bearer  x", "bearer x", "Basic eDp5", "Bearer x y", `Bearer ${"x".repeat(1500)}`]],
  ["prefer", ["", "code=404", "code=418", "code=abc", "example=tooManyRequests", "code=429, example=nope", "respond-async",
    "include-unknown-enum-members", "odata.maxpagesize=5", "x".repeat(300)]],
  ["client-request-id", ["", "x", "c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88", "C1A9D3F0-6B52-4E0E-8F7D-2A44B7C31E88"]],
  ["content-type", ["", "application/json;charset=utf-8", "application/json; charset=bogus", "text/plain", "application/merge-patch+json", ";;;",
    "APPLICATION/JSON", "application/json;odata.metadata=minimal"]],
  ["content-encoding", ["gzip", "identity"]],
  ["x-unheard-of", ["x"]],
]; // prettier-ignore

const plainAccepts = ["*/*", "application/json", "application/json, text/plain, */*", "application/json,text/html"];

const oneOf = <T>(choices: readonly T[], random: Random): T => choices[random(choices.length)] as T;

/** A copy with one change somewhere in it. */
function mutatedValue(value: Json, random: Random): Json {
  if (typeof value !== "object" || value === null || random(8) === 0) return oneOf(values, random);
  if (Array.isArray(value)) {
    const index = random(value.length + 1);
    const items = [...value];
    if (random(3) === 0) items.splice(index, 1);
    else items[index] = mutatedValue(items[index] ?? null, random);
    return items;
  }
  const copy: Json = { ...value };
  const keys = Object.keys(copy);
  const name = random(6) === 0 || keys.length === 0 ? oneOf(names, random) : oneOf(keys, random);
  if (random(5) === 0) delete copy[name];
  else Object.defineProperty(copy, name, { value: mutatedValue(copy[name] ?? null, random), enumerable: true });
  return copy;
}

const texts: ((body: string, random: Random) => string)[] = [
  (body, random) => body.slice(0, random(body.length + 1)),
  (body) => `\ufeff${body}`,
  (body) => ` ${body}\n`,
  (body) => body.replace("{", '{"displayName":"first",'),
  () => "",
  (_, random) => JSON.stringify(oneOf(values, random)),
];

/** Changes that leave a valid request valid. */
const harmless: ((sent: Sent, random: Random) => Sent)[] = [
  (sent, random) => ({ ...sent, target: sent.target.replace(/[0-9a-f-]{36}/, `${random(1e9)}-of-mine`) }),
  (sent, random) => ({ ...sent, headers: { ...sent.headers, accept: oneOf(plainAccepts, random) } }),
  (sent) => ({ ...sent, headers: { ...sent.headers, "client-request-id": "c1a9d3f0-6b52-4e0e-8f7d-2a44b7c31e88" } }),
  (sent, random) => ({ ...sent, body: sent.body?.replace(/("displayName":")[^"]*/, `$1Contoso ${random(1e9)}`) ?? "" }),
  (sent) => ({ ...sent, body: sent.body ? ` ${sent.body}\n` : "" }),
  (sent) => (/zationProfiles$/.test(sent.target) ? { ...sent, target: `${sent.target}?$top=3&$count=true` } : sent),
];

const mutations: ((sent: Sent, random: Random) => Sent)[] = [
  (sent, random) => {
    if (!sent.body) return { ...sent, body: "{}", headers: { ...sent.headers, "content-type": "application/json" } };
    return { ...sent, body: JSON.stringify(mutatedValue(JSON.parse(sent.body) as Json, random)) };
  },
  (sent, random) => ({ ...sent, body: oneOf(texts, random)(sent.body ?? "", random) }),
  (sent, random) => {
    const query = encodeURI(oneOf(queries, random)).replaceAll("%25", "%");
    return { ...sent, target: `${sent.target}${sent.target.includes("?") ? "&" : "?"}${query}` };
  },
  (sent, random) => {
    const [name, choices] = oneOf(headers, random);
    return { ...sent, headers: { ...sent.headers, [name]: oneOf(choices, random) } };
  },
  (sent, random) => {
    const [path = "", ...query] = sent.target.split("?");
    const parts = path.split("/");
    const index = random(4) === 0 ? 1 + random(parts.length) : 3;
    parts[index] = oneOf(segments, random);
    return { ...sent, target: [parts.join("/"), ...query].join("?") };
  },
  (sent, random) => ({
    ...sent,
    target: oneOf(
      [`/beta${sent.target}`, `/v1.0${sent.target}`, `${sent.target}/`, `/${sent.target}`, sent.target.toUpperCase()],
      random,
    ),
  }),
  (sent, random) => ({ ...sent, method: oneOf(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"], random) }),
];
// Bodies are where there is most to get wrong.
const chosen = [...mutations, ...Array<(typeof mutations)[0]>(6).fill(mutations[0] as (typeof mutations)[0])];

/** One of the known requests: with a harmless change, or changed in one to three places. */
export function mutatedRequest(known: Sent[], random: Random): Sent {
  const valid = known.filter(({ isExample }) => isExample);
  if (random(3) === 0) return oneOf(harmless, random)(oneOf(valid, random), random);
  let sent = oneOf(random(2) === 0 ? valid : known, random);
  for (let count = random(3); count >= 0; count -= 1) {
    try {
      sent = oneOf(chosen, random)(sent, random);
    } catch {
      // The body to change is no longer JSON.
    }
  }
  return sent;
}
