import { expect, test } from "vitest";
import { paginate, unwrap } from "graph-education-sync";
import { BASE, json, PROFILES, stubClient } from "./stub.ts";

const page = (ids: string[], next?: string) => ({
  value: ids.map((id) => ({ id })),
  ...(next && { "@odata.nextLink": next }),
});
const ids = async (items: AsyncIterable<{ id: string }>) => {
  const found: string[] = [];
  for await (const { id } of items) found.push(id);
  return found;
};
const TWO = `${BASE}${PROFILES}?$skiptoken=two`;
const THREE = `${BASE}${PROFILES}?$skiptoken=three`;

async function start(...bodies: unknown[]) {
  const { client, sent } = stubClient(bodies.map((b) => (b instanceof Response ? b : json(200, b))));
  return { client, sent, first: unwrap(await client.GET(PROFILES)) };
}

test("all items of all pages in order, an empty page among them, each page asked for once", async () => {
  const { client, sent, first } = await start(page(["a", "b"], TWO), page([], THREE), page(["c"]));
  expect(await ids(paginate(client, first))).toEqual(["a", "b", "c"]);
  expect(sent.map((r) => r.url)).toEqual([`${BASE}${PROFILES}`, TWO, THREE]);
});

test("page by page, beginning with the one already there, and only as far as asked", async () => {
  const { client, sent, first } = await start(page(["a"], TWO), page(["b"], THREE), page(["c"]));
  const seen = [];
  for await (const p of paginate(client, first).pages()) {
    seen.push(p);
    if (seen.length === 2) break;
  }
  expect(seen[0]).toBe(first);
  expect(seen[1]).toEqual(page(["b"], THREE));
  expect(sent).toHaveLength(2);
});

test("the same pages can be walked twice", async () => {
  const { client, first } = await start(page(["a"], TWO), page(["b"]));
  const items = paginate(client, first);
  expect(await ids(items)).toEqual(["a", "b"]);
  expect(await ids(items)).toEqual(["a", "b"]);
});

test.for([
  `${BASE}${PROFILES}?$skiptoken=a/b/`,
  `${BASE}${PROFILES}/?$skiptoken=X%27+y%2F`,
  `${BASE}/$metadata?skipToken=%7Bid%7D/`,
  "https://graph.microsoft.com/v1.0/other",
])("the next link %s is followed exactly as it came", async (link) => {
  const { client, sent, first } = await start(page(["a"], link), page(["b"]));
  expect(await ids(paginate(client, first))).toEqual(["a", "b"]);
  expect(sent[1]!.url).toBe(link);
});

test("headers are repeated, the token is sent, and hooks see every page", async () => {
  const { client, sent, first } = await start(page(["a"], TWO), page(["b"], THREE), page(["c"]));
  const urls: string[] = [];
  client.use({ onRequest: ({ request }) => void urls.push(request.url) });
  await ids(paginate(client, first, { headers: { "accept-language": "de" } }));
  expect(sent.slice(1).map((r) => [r.headers["accept-language"], r.headers.authorization])).toEqual([
    ["de", "Bearer secret"],
    ["de", "Bearer secret"],
  ]);
  expect(urls).toEqual([TWO, THREE]);
});

test.for(["https://elsewhere.example/beta", "http://graph.microsoft.com/beta", "https://graph.microsoft.com:444/"])(
  "a next link to %s is refused before anything is sent",
  async (link) => {
    const { client, sent, first } = await start(page(["a"], link), page(["b"]));
    await expect(ids(paginate(client, first))).rejects.toThrow("Next link to foreign");
    expect(sent).toHaveLength(1);
  },
);

test("a page that fails ends the walk with its GraphError, after the items before it", async () => {
  const { client, first } = await start(page(["a"], TWO), json(410, { error: { code: "Gone", message: "Expired." } }));
  const found: string[] = [];
  const walk = async () => {
    for await (const { id } of paginate(client, first)) found.push(id);
  };
  await expect(walk()).rejects.toMatchObject({ name: "GraphError", statusCode: 410, code: "Gone" });
  expect(found).toEqual(["a"]);
});

test("a throttled page is retried like any request", async () => {
  const { client, first } = await start(page(["a"], TWO), json(429, {}, { "retry-after": "0" }), page(["b"]));
  expect(await ids(paginate(client, first))).toEqual(["a", "b"]);
});

test("abort ends the walk", async () => {
  const { client, first } = await start(page(["a"], TWO), page(["b"]));
  const signal = AbortSignal.abort(new Error("enough"));
  await expect(ids(paginate(client, first, { signal }))).rejects.toThrow("enough");
});
