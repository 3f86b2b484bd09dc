import { Agent, get } from "node:http";
import { parentPort, workerData } from "node:worker_threads";

const url = `${workerData as string}/education/synchronizationProfiles?$top=1`;
const options = {
  agent: new Agent({ keepAlive: true }),
  headers: { authorization: "Bearer any", "x-mock-tenant": "other" },
};
let longest = 0;
let timer: NodeJS.Timeout | undefined;

function request(): void {
  const sent = performance.now();
  get(url, options, (answer) => {
    answer.resume().on("end", () => (longest = Math.max(longest, performance.now() - sent)));
  });
}

parentPort?.on("message", (message: "start" | "stop") => {
  clearInterval(timer);
  if (message === "stop") return parentPort?.postMessage(longest);
  longest = 0;
  timer = setInterval(request, 5);
});
