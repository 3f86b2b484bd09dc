import { startMock } from "graph-education-sync/mock";
import { callMock } from "./callMock.cjs";

console.log(JSON.stringify(await callMock(startMock)));
