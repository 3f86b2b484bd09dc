import { scenarioProperties } from "../../generated/scenario.ts";
import { type PlainFault, plainFaults } from "../mock/scenario/scenarioValues.ts";
import { control, dataOf, type Scenario, type Schemas } from "./control.ts";
import { loadMock } from "./store.ts";

export interface Preset {
  name: string;
  description: string;
  scenario: Partial<Scenario>;
}

/** Complete scenarios: an omitted property injects no fault. */
export const presets: Preset[] = [
  { name: "No faults", description: "Everything succeeds.", scenario: {} },
  {
    name: "Monday morning",
    description: "Throttled and slow: 10 requests a minute, responses after 0.2 to 1.5 s.",
    scenario: { throttle: { requests: 10, seconds: 60 }, latencyInMs: [200, 1500] },
  },
  {
    name: "Everything fails once",
    description: "Each call gets a 503 the first time: do you retry?",
    scenario: { failOnce: true },
  },
  {
    name: "Every second call fails",
    description: "Half of the calls, including retries, get a 500 or 503.",
    scenario: { failPercent: 50 },
  },
  {
    name: "Outage",
    description: "Every call gets a 500 or 503: when do you give up?",
    scenario: { failPercent: 100 },
  },
  {
    name: "Provisioning fails",
    description: "New and changed profiles become provisioningFailed.",
    scenario: { provisioning: "failure" },
  },
  {
    name: "Records are skipped",
    description: "A sync succeeds, but reports errors.",
    scenario: { sync: "errors" },
  },
  {
    name: "Bad data",
    description: "A sync stops with validationError until it is resumed.",
    scenario: { sync: "validationError" },
  },
];

const latencyText = (latency: Scenario["latencyInMs"]): string =>
  typeof latency === "number" ? `${latency} ms` : `${latency[0]} to ${latency[1]} ms`;

const isSwitch = (name: PlainFault): boolean => scenarioProperties[name].type === "boolean";

/** The faults in display order. */
export const sortedFaults = [...plainFaults.filter(isSwitch), ...plainFaults.filter((name) => !isSwitch(name))];

const withValue = (text: string, value: unknown): string => text.replace("{value}", String(value));

/** The cause of an injected fault, in words. */
export function causeOf(fault: Schemas["Fault"]): string {
  const name = plainFaults.find((each) => each in fault);
  return name ? withValue(scenarioProperties[name]["x-console"].cause, fault[name]) : "";
}

/** The active faults and outcomes of a scenario, in words. */
export function activeFaults(scenario: Scenario): string[] {
  const { latencyInMs, throttle, grant, provisioning, deletion, sync } = scenario;
  return [
    ...(throttle ? [`throttle ${throttle.requests}/${throttle.seconds} s`] : []),
    ...sortedFaults.flatMap((name) =>
      scenario[name] ? withValue(scenarioProperties[name]["x-console"].inForce, scenario[name]) : [],
    ),
    ...(latencyInMs === 0 ? [] : [`latency ${latencyText(latencyInMs)}`]),
    ...(provisioning === "failure" ? ["provisioning fails"] : []),
    ...(deletion === "failure" ? ["deletions fail"] : []),
    ...(sync === "success" ? [] : [`syncs end with ${sync}`]),
    ...(grant === null ? [] : [`new tokens get ${grant.length === 0 ? "no permission" : grant.join(", ")}`]),
  ];
}

let latestChange: Promise<unknown> = Promise.resolve();

/** Changes run one at a time, so that each is based on the result of the previous one. */
export function changeScenario(change: (current: Scenario) => Partial<Scenario>): Promise<void> {
  const done = latestChange.then(async () => {
    const { scenario } = await loadMock();
    dataOf(await control.POST("/_mock/scenario", { body: change(scenario) }));
    await loadMock();
  });
  latestChange = done.catch(() => undefined);
  return done;
}
