import { startMock } from "graph-education-sync/mock";

const stateless = process.argv[2] === "stateless";
const { url } = await startMock(stateless ? { stateless } : { maxProfiles: 1e7, pace: { reads: 1e9, ms: 1e9 } });
console.log(`listening on ${url}`);
