import { control, dataOf, type Scenario } from "./control.ts";
import { loadMock } from "./store.ts";

export interface Preset {
  name: string;
  description: string;
  scenario: Partial<Scenario>;
}

/** Each is the whole of a scenario: what it leaves out is quiet. */
export const presets: Preset[] = [
  { name: "All quiet", description: "No faults, and everything succeeds.", scenario: {} },
  {
    name: "Monday morning",
    description: "Throttled and slow: 10 requests a minute, answers after 0.2 to 1.5 s.",
    scenario: { throttle: { requests: 10, seconds: 60 }, latencyInMs: [200, 1500] },
  },
  {
    name: "Everything fails once",
    description: "Each call answers 503 the first time: do you retry?",
    scenario: { failOnce: true },
  },
  {
    name: "Every second call fails",
    description: "Half of the calls answer 500 or 503, retries too.",
    scenario: { failPercent: 50 },
  },
  {
    name: "Outage",
    description: "Every call answers 500 or 503: when do you give up?",
    scenario: { failPercent: 100 },
  },
  {
    name: "Provisioning fails",
    description: "New and changed profiles become provisioningFailed.",
    scenario: { provisioning: "failure" },
  },
  {
    name: "Records are skipped",
    description: "A sync succeeds and leaves errors to read.",
    scenario: { sync: "errors" },
  },
  {
    name: "Bad data",
    description: "A sync ends in validationError, and waits for a resume.",
    scenario: { sync: "validationError" },
  },
];

const latencyText = (latency: Scenario["latencyInMs"]): string =>
  typeof latency === "number" ? `${latency} ms` : `${latency[0]} to ${latency[1]} ms`;

/** What of a scenario is not quiet, in words. */
export function inForce({
  latencyInMs,
  throttle,
  failPercent,
  failOnce,
  grant,
  provisioning,
  deletion,
  sync,
}: Scenario): string[] {
  return [
    ...(throttle ? [`throttle ${throttle.requests}/${throttle.seconds} s`] : []),
    ...(failOnce ? ["each call fails once"] : []),
    ...(failPercent > 0 ? [`${failPercent} % of calls fail`] : []),
    ...(latencyInMs === 0 ? [] : [`latency ${latencyText(latencyInMs)}`]),
    ...(provisioning === "failure" ? ["provisioning fails"] : []),
    ...(deletion === "failure" ? ["deletions fail"] : []),
    ...(sync === "success" ? [] : [`syncs end in ${sync}`]),
    ...(grant === null ? [] : [`new tokens get ${grant.length === 0 ? "no permission" : grant.join(", ")}`]),
  ];
}

let latestChange: Promise<unknown> = Promise.resolve();

/** One change after the other, so that each begins with what the one before it has left. */
export function changeScenario(change: (inForce: Scenario) => Partial<Scenario>): Promise<void> {
  const done = latestChange.then(async () => {
    const { scenario } = await loadMock();
    dataOf(await control.POST("/_mock/scenario", { body: change(scenario) }));
    await loadMock();
  });
  latestChange = done.catch(() => undefined);
  return done;
}
