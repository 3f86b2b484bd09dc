import { scenarioProperties } from "../../generated/scenario.ts";
import { type PlainFault, plainFaults } from "../mock/scenario/scenarioValues.ts";
import { control, dataOf, type Scenario, type Schemas } from "./control.ts";
import { loadMock } from "./store.ts";

export interface Preset {
  name: string;
  description: string;
  scenario: Partial<Scenario>;
}

/** Each is a whole scenario: what it leaves out injects no fault. */
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

const isSwitch = (name: PlainFault): boolean => scenarioProperties[name].type === "boolean";

/** In the order in which they are shown. */
export const shownFaults = [...plainFaults.filter(isSwitch), ...plainFaults.filter((name) => !isSwitch(name))];

const withValue = (words: string, value: unknown): string => words.replace("{value}", String(value));

/** Why a request met a fault, in words. */
export function causeOf(fault: Schemas["Fault"]): string {
  const name = plainFaults.find((each) => each in fault);
  return name ? withValue(scenarioProperties[name]["x-console"].cause, fault[name]) : "";
}

/** The faults and outcomes of a scenario that differ from none, in words. */
export function inForce(scenario: Scenario): string[] {
  const { latencyInMs, throttle, grant, provisioning, deletion, sync } = scenario;
  return [
    ...(throttle ? [`throttle ${throttle.requests}/${throttle.seconds} s`] : []),
    ...shownFaults.flatMap((name) =>
      scenario[name] ? withValue(scenarioProperties[name]["x-console"].inForce, scenario[name]) : [],
    ),
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
