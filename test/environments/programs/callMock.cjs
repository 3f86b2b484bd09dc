const { request } = require("node:http");
const { text } = require("node:stream/consumers");

/** Calls with node:http, because an environment may have no fetch. */
const call = (url, { method = "GET", headers = {}, body } = {}) =>
  new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) =>
      text(response).then((answer) => resolve({ status: response.statusCode, answer }), reject),
    );
    sent.on("error", reject).end(body);
  });

/**
 * Starts a mock, and calls it so that each part of it runs: the fast validation, Prism's, and jose's signatures.
 *
 * @returns the result of each call
 */
exports.callMock = async function callMock(startMock) {
  const mock = await startMock({ profiles: "examples", pace: { reads: 1 } });
  try {
    const profiles = `${mock.url}/education/synchronizationProfiles`;
    const form = { "content-type": "application/x-www-form-urlencoded" };
    const grant =
      "grant_type=client_credentials&client_id=a&client_secret=b&scope=https://graph.microsoft.com/.default";
    const issued = await call(`${mock.url}/contoso.example/oauth2/v2.0/token`, {
      method: "POST",
      headers: form,
      body: grant,
    });
    const authorization = `Bearer ${JSON.parse(issued.answer).access_token}`;
    const listed = await call(profiles, { headers: { authorization } });
    const invalid = await call(profiles, {
      method: "POST",
      headers: { authorization: "Bearer any", "content-type": "application/json" },
      body: '{"unheard": true}',
    });
    const health = await call(`${mock.url}/_mock/health`, { method: "HEAD" });
    const page = await call(mock.url);
    return {
      token: issued.status,
      profiles: JSON.parse(listed.answer).value?.length,
      invalid: invalid.answer.includes("The property 'unheard' is unknown"),
      health: health.status,
      page: page.answer.includes("<title>Microsoft Graph education synchronization profiles"),
    };
  } finally {
    await mock.close();
  }
};
