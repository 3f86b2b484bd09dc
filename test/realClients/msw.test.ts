import { http, HttpResponse } from "msw";
import { setupServer } from "msw/node";
import { expect, test } from "vitest";
import { createGraphEducationClient, unwrap } from "graph-education-sync";
import { BASE, newProfile, profile, PROFILES } from "../client/stub.ts";

test("MSW intercepts a client that was created before it started", async () => {
  const client = createGraphEducationClient({ getToken: () => "secret" });
  const seen: unknown[] = [];
  const server = setupServer(
    http.post(`${BASE}${PROFILES}`, async ({ request }) => {
      seen.push([request.headers.get("authorization"), await request.json()]);
      return seen.length === 1
        ? HttpResponse.json({}, { status: 429, headers: { "retry-after": "0" } })
        : HttpResponse.json(profile, { status: 201 });
    }),
  );
  server.listen({ onUnhandledRequest: "error" });
  try {
    expect(unwrap(await client.POST(PROFILES, { body: newProfile }))).toEqual(profile);
    expect(seen).toEqual([
      ["Bearer secret", newProfile],
      ["Bearer secret", newProfile],
    ]);
  } finally {
    server.close();
  }
});
