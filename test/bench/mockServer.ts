import { startMock } from "../../src/mock/index.ts";

const { url } = await startMock({ maxProfiles: 1e7, stateless: process.argv[2] === "stateless", profiles: "cast" });
console.log(`listening on ${url}`);
