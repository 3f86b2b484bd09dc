import { startMock } from "graph-education-sync/mock";

const [mode, store] = process.argv.slice(2);
const options = {
  stateless: { stateless: true },
  stateful: { maxProfiles: 1e7, pace: { reads: 1e9, ms: 1e9 } },
  // Profiles that are provisioned at once, so that a read has nothing to store.
  stored: { maxProfiles: 1e7, pace: { reads: 1e9, ms: 0 }, ...(store ? { store } : {}) },
};
const https = process.argv.includes("https");
const { url } = await startMock({ ...options[mode as keyof typeof options], https });
console.log(`listening on ${url}`);
