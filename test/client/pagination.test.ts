import { expect, test } from "vitest";
import { paginate } from "graph-education-sync";
import { BASE, json, PROFILE, PROFILES, stubClient } from "./stub.ts";

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

const start = (...bodies: unknown[]) => stubClient(bodies.map((b) => (b instanceof Response ? b : json(200, b))));

test("paginate yields all items in order, past an empty page, requesting each page once", async () => {
  const { client, sent } = start(page(["a", "b"], TWO), page([], THREE), page(["c"]));
  expect(await ids(paginate(client, PROFILES))).toEqual(["a", "b", "c"]);
  expect(sent.map((r) => r.url)).toEqual([`${BASE}${PROFILES}`, TWO, THREE]);
});

test("pages() yields page by page, and requests none beyond those read", async () => {
  const { client, sent } = start(page(["a"], TWO), page(["b"], THREE), page(["c"]));
  const seen = [];
  for await (const p of paginate(client, PROFILES).pages()) {
    seen.push(p);
    if (seen.length === 2) break;
  }
  expect(seen).toEqual([page(["a"], TWO), page(["b"], THREE)]);
  expect(sent).toHaveLength(2);
});

test("a second iteration reads the pages again", async () => {
  const { client } = start(page(["a"], TWO), page(["b"]), page(["a"], TWO), page(["b"]));
  const items = paginate(client, PROFILES);
  expect(await ids(items)).toEqual(["a", "b"]);
  expect(await ids(items)).toEqual(["a", "b"]);
});

test.for([
  `${BASE}${PROFILES}?$skiptoken=a/b/`,
  `${BASE}${PROFILES}/?$skiptoken=X%27+y%2F`,
  `${BASE}/$metadata?skipToken=%7Bid%7D/`,
  "https://graph.microsoft.com/v1.0/other",
])("the next link %s is followed exactly as received", async (link) => {
  const { client, sent } = start(page(["a"], link), page(["b"]));
  expect(await ids(paginate(client, PROFILES))).toEqual(["a", "b"]);
  expect(sent[1]!.url).toBe(link);
});

test("paginate requests nothing before the iteration begins", async () => {
  const { client, sent } = start(page(["a"]));
  const items = paginate(client, PROFILES);
  items.pages();
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(sent).toEqual([]);
});

test("parameters are sent with the first request only, as next links contain them", async () => {
  const { client, sent } = start(page(["a"], TWO), page(["b"]));
  const query = { $top: 1, $filter: "state eq 'provisioned'" };
  expect(await ids(paginate(client, PROFILES, { params: { query } }))).toEqual(["a", "b"]);
  expect(sent.map((r) => r.url)).toEqual([`${BASE}${PROFILES}?$top=1&$filter=state%20eq%20%27provisioned%27`, TWO]);
});

test("paginate fills the id into a path", async () => {
  const { client, sent } = start(page(["a"], TWO), page(["b"]));
  const params = { path: { educationSynchronizationProfileId: "1" } };
  expect(await ids(paginate(client, `${PROFILE}/errors`, { params }))).toEqual(["a", "b"]);
  expect(sent.map((r) => r.url)).toEqual([`${BASE}${PROFILES}/1/errors`, TWO]);
});

test("headers and the token are sent with each page", async () => {
  const { client, sent } = start(page(["a"], TWO), page(["b"], THREE), page(["c"]));
  await ids(paginate(client, PROFILES, { headers: { "accept-language": "de" } }));
  expect(sent.map((r) => [r.headers["accept-language"], r.headers.authorization])).toEqual([
    ["de", "Bearer secret"],
    ["de", "Bearer secret"],
    ["de", "Bearer secret"],
  ]);
});

test("middleware of the client and of the call runs for each page", async () => {
  const { client, sent } = start(page(["a"], TWO), page(["b"], THREE), page(["c"]));
  const urls: string[] = [];
  client.use({
    onRequest: ({ request }) => request.headers.set("x-hook", "client"),
    onResponse: ({ request }) => void urls.push(request.url),
  });
  const own = { onRequest: ({ request }: { request: Request }) => request.headers.append("x-hook", "call") };
  await ids(paginate(client, PROFILES, { middleware: [own] }));
  expect(sent.map((r) => r.headers["x-hook"])).toEqual(["client, call", "client, call", "client, call"]);
  expect(urls).toEqual([`${BASE}${PROFILES}`, TWO, THREE]);
});

test.for(["https://elsewhere.example/beta", "http://graph.microsoft.com/beta", "https://graph.microsoft.com:444/"])(
  "a next link to %s is rejected before anything is sent",
  async (link) => {
    const { client, sent } = start(page(["a"], link), page(["b"]));
    await expect(ids(paginate(client, PROFILES))).rejects.toThrow(`The next link leads to ${new URL(link).origin}`);
    expect(sent).toHaveLength(1);
  },
);

test("a page that fails ends the iteration with its GraphError, after the items before it", async () => {
  const { client } = start(page(["a"], TWO), json(410, { error: { code: "Gone", message: "Expired." } }));
  const found: string[] = [];
  const iterate = async () => {
    for await (const { id } of paginate(client, PROFILES)) found.push(id);
  };
  await expect(iterate()).rejects.toMatchObject({ name: "GraphError", statusCode: 410, code: "Gone" });
  expect(found).toEqual(["a"]);
});

test("a throttled page is retried like any request", async () => {
  const { client } = start(page(["a"], TWO), json(429, {}, { "retry-after": "0" }), page(["b"]));
  expect(await ids(paginate(client, PROFILES))).toEqual(["a", "b"]);
});

test.for([{}, null, { value: "abc" }, { value: null }])("a page that is %j rejects with a GraphError", async (body) => {
  const { client } = start(page(["a"], TWO), body);
  await expect(ids(paginate(client, PROFILES))).rejects.toMatchObject({
    name: "GraphError",
    kind: "unreadable",
    statusCode: 200,
  });
});

test("abort ends the iteration before the first page and in the middle", async () => {
  const { client, sent } = start(page(["a"], TWO), page(["b"]));
  const aborted = AbortSignal.abort(new Error("enough"));
  await expect(ids(paginate(client, PROFILES, { signal: aborted }))).rejects.toThrow("enough");
  sent.length = 0;
  const abort = new AbortController();
  const iterate = async () => {
    for await (const _ of paginate(client, PROFILES, { signal: abort.signal })) abort.abort(new Error("enough"));
  };
  await expect(iterate()).rejects.toThrow("enough");
});

test.for([1, 2, 3, 10])("a cycle of %i next links ends the iteration with an error", async (length) => {
  const { client, sent } = stubClient([
    ({ url }) => {
      const at = Number(new URL(url).searchParams.get("$skiptoken") ?? -1);
      return json(200, page([`${at}`], `${BASE}${PROFILES}?$skiptoken=${(at + 1) % length}`));
    },
  ]);
  await expect(ids(paginate(client, PROFILES))).rejects.toMatchObject({
    name: "GraphError",
    kind: "unreadable",
    message: "The next link leads back to a page that was already read",
  });
  expect(sent.length).toBeLessThanOrEqual(1 + 3 * length);
});

test("a thousand different next links are followed to the end", async () => {
  const { client } = stubClient([
    ({ url }) => {
      const at = Number(new URL(url).searchParams.get("$skiptoken") ?? 0);
      return json(200, page([`${at}`], at < 999 ? `${BASE}${PROFILES}?$skiptoken=${at + 1}` : undefined));
    },
  ]);
  expect(await ids(paginate(client, PROFILES))).toHaveLength(1000);
});
