const profiles = "/education/synchronizationProfiles";
const profile = `${profiles}/{educationSynchronizationProfileId}`;
const quickly = { intervalInMs: 1 };

/**
 * A whole sync, from the profile's creation to its deletion, with nothing but the client and the platform.
 *
 * @param library the exports of graph-education-sync
 * @param mock its address, the body of a create and the files by their names
 * @returns the result of each step
 */
exports.sync = async function sync(library, { baseUrl, body, files }) {
  const { createGraphEducationClient, GraphError, paginate, startSynchronization, unwrap } = library;
  const { uploadCsvFiles, waitForDeletion, waitForProvisioning, waitForSynchronization } = library;
  const { signal } = new AbortController();
  const getToken = async () => ({ token: "any-token", expiresOnTimestamp: Date.now() + 3_600_000 });
  const client = createGraphEducationClient({ baseUrl, getToken, timeoutInMs: 20_000 });

  const { id } = unwrap(await client.POST(profiles, { body, signal }));
  const params = { path: { educationSynchronizationProfileId: id } };
  const { state } = await waitForProvisioning(client, id, quickly);
  await uploadCsvFiles(client, id, files, { signal });
  const warnings = await startSynchronization(client, id, { signal });
  const { status } = await waitForSynchronization(client, id, quickly);
  const names = [];
  for await (const { displayName } of paginate(client, profiles, { params: { query: { $top: 1 } } }))
    names.push(displayName);
  unwrap(await client.DELETE(profile, { params }));
  await waitForDeletion(client, id, quickly);
  const error = await client
    .GET(profile, { params })
    .then(unwrap)
    .catch((reason) => reason);
  return { state, warnings, status, names, isGraphError: error instanceof GraphError, code: error.code };
};
