import { startMock } from "graph-education-sync/mock";

const stateless = process.argv[2] === "stateless";
const { url } = await startMock(stateless ? { stateless } : { maxProfiles: 1e7, profiles: "cast" });
console.log(`listening on ${url}`);
