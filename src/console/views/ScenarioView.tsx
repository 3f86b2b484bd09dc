import { scenarioProperties } from "../../../generated/scenario.ts";
import { boundsOf, noFaults, partBounds, type PlainFault, propertyOf } from "../../mock/scenario/scenarioValues.ts";
import { outcomeChoices } from "../../mock/schoolDataSync/profiles/outcomes.ts";
import { control, dataOf, type Scenario } from "../control.ts";
import { useNow } from "../live.ts";
import { LoadSampleDistricts } from "../parts/AddProfiles.tsx";
import { Confirm } from "../parts/Confirm.tsx";
import { NumberField } from "../parts/NumberField.tsx";
import { dateTime } from "../parts/format.ts";
import { advanceClock, exportSet, importSet, resetTenant } from "../profileActions.ts";
import { changeScenario, presets, sortedFaults } from "../scenarios.ts";
import { act, mockNow, useStore } from "../store.ts";

const apply = (change: (current: Scenario) => Partial<Scenario>): void =>
  void act("The scenario was changed.", () => changeScenario(change));

const newThrottle = { requests: 10, seconds: 60 };
const withThrottle = (part: Partial<Scenario["throttle"]>): void =>
  apply(({ throttle }) => ({ throttle: { ...newThrottle, ...throttle, ...part } }));

const latencyOf = ({ latencyInMs }: Scenario): [from: number, to: number] =>
  typeof latencyInMs === "number" ? [latencyInMs, latencyInMs] : latencyInMs;

const withLatency = (bounds: (current: [from: number, to: number]) => [from: number, to: number]): void =>
  apply((scenario) => {
    const [from, to] = bounds(latencyOf(scenario));
    return { latencyInMs: from >= to ? from : [from, to] };
  });

const outcomeLabels = {
  provisioning: "Provisioning ends with",
  sync: "A sync ends with",
  deletion: "A deletion ends with",
} as const;

/** The input for a fault that is a single number or boolean. */
function FaultControl({ name, value }: { name: PlainFault; value: number | boolean }) {
  const { label } = scenarioProperties[name]["x-console"];
  const change = (changed: number | boolean): void => apply(() => ({ [name]: changed }));
  if (typeof value === "number")
    return (
      <div class="fields">
        <NumberField label={label} value={value} bounds={boundsOf(propertyOf(name))} onChange={change} />
      </div>
    );
  return (
    <label class="switch">
      <input type="checkbox" checked={value} onChange={({ currentTarget: { checked } }) => change(checked)} />
      {label}
    </label>
  );
}

function Faults({ scenario }: { scenario: Scenario }) {
  const { throttle } = scenario;
  const [min, max] = latencyOf(scenario);
  return (
    <section class="card">
      <h2>Faults</h2>
      <label class="switch">
        <input
          type="checkbox"
          checked={throttle !== null}
          onChange={({ currentTarget: { checked } }) => apply(() => ({ throttle: checked ? newThrottle : null }))}
        />
        Throttle
      </label>
      {throttle && (
        <div class="fields">
          <NumberField
            label="Requests"
            value={throttle.requests}
            bounds={partBounds.requests}
            onChange={(requests) => withThrottle({ requests })}
          />
          <NumberField
            label="in seconds"
            value={throttle.seconds}
            bounds={partBounds.seconds}
            onChange={(seconds) => withThrottle({ seconds })}
          />
        </div>
      )}
      {sortedFaults.map((name) => (
        <FaultControl key={name} name={name} value={scenario[name]} />
      ))}
      <div class="fields">
        <NumberField
          label="Latency in ms, from"
          value={min}
          bounds={partBounds.latencyInMs}
          onChange={(ms) => withLatency(([, to]) => [ms, Math.max(ms, to)])}
        />
        <NumberField
          label="to"
          value={max}
          bounds={partBounds.latencyInMs}
          onChange={(ms) => withLatency(([from]) => [Math.min(from, ms), ms])}
        />
      </div>
    </section>
  );
}

function Outcomes({ scenario }: { scenario: Scenario }) {
  return (
    <section class="card">
      <h2>Outcomes</h2>
      {(Object.keys(outcomeLabels) as (keyof typeof outcomeLabels)[]).map((name) => (
        <label key={name} class="field">
          <span>{outcomeLabels[name]}</span>
          <select value={scenario[name]} onChange={({ currentTarget: { value } }) => apply(() => ({ [name]: value }))}>
            {outcomeChoices[name].map((choice) => (
              <option key={choice} value={choice}>
                {choice === "errors" ? "success with errors" : choice}
              </option>
            ))}
          </select>
        </label>
      ))}
    </section>
  );
}

function Grants({ scenario: { grant }, permissions }: { scenario: Scenario; permissions: string[] }) {
  const held = grant ?? permissions;
  const toggle = (name: string, isHeld: boolean): void =>
    apply((current) => {
      const others = (current.grant ?? permissions).filter((each) => each !== name);
      const next = isHeld ? [...others, name] : others;
      return { grant: next.length === permissions.length ? null : next };
    });
  return (
    <section class="card">
      <h2>Permissions of new tokens</h2>
      {permissions.map((name) => (
        <label key={name} class="switch">
          <input
            type="checkbox"
            checked={held.includes(name)}
            onChange={({ currentTarget }) => toggle(name, currentTarget.checked)}
          />
          <code>{name}</code>
        </label>
      ))}
    </section>
  );
}

async function untilNext(): Promise<void> {
  const { value, now } = dataOf(await control.GET("/_mock/lifecycles", {}));
  const next = value.flatMap((lifecycle) => lifecycle.next ?? []).sort()[0];
  if (next === undefined) throw new Error("No transition is pending.");
  await advanceClock(Math.max(0, Date.parse(next) - Date.parse(now)));
}

const hour = 3_600_000;

function Time() {
  useNow(1000);
  const advance = (done: string, ms: number): void => void act(done, () => advanceClock(ms));
  return (
    <section class="card">
      <h2>Clock</h2>
      <p class="clock">{dateTime(mockNow())}</p>
      <p class="small">Shared by all tenants. It never goes back.</p>
      <div class="buttons">
        <button type="button" onClick={() => advance("One hour later.", hour)}>
          +1 h
        </button>
        <button type="button" onClick={() => advance("One day later.", 24 * hour)}>
          +1 day
        </button>
        <button type="button" onClick={() => void act("The next transition has happened.", untilNext)}>
          Until the next transition
        </button>
      </div>
    </section>
  );
}

function Data() {
  return (
    <section class="card">
      <h2>Data</h2>
      <div class="buttons">
        <LoadSampleDistricts />
        <button type="button" onClick={() => void act("The profiles were exported.", exportSet)}>
          Export profiles
        </button>
        <label class="button">
          Import profiles
          <input
            type="file"
            accept=".json,application/json"
            onChange={({ currentTarget }) =>
              void act("The profiles were imported.", () => importSet(currentTarget.files))
            }
          />
        </label>
        <Confirm
          label="Reset the tenant"
          question="Reset profiles, scenario and journal"
          onConfirm={() => void act("The tenant was reset.", resetTenant)}
        />
      </div>
    </section>
  );
}

/** Controls for the faults and outcomes that the tenant's callers get, showing the active ones. */
export function ScenarioView() {
  const known = useStore((state) => state.known);
  if (!known) return <h1>Scenario</h1>;
  const { scenario, mock } = known;
  const isActive = (preset: Partial<Scenario>): boolean =>
    JSON.stringify({ ...noFaults, ...preset }) === JSON.stringify({ ...noFaults, ...scenario });
  return (
    <>
      <div class="title">
        <h1>Scenario</h1>
        <p>
          For the tenant <b>{mock.tenant}</b>. Changes take effect immediately.
        </p>
      </div>
      <section aria-label="Presets">
        <ul class="presets">
          {presets.map(({ name, description, scenario: preset }) => (
            <li key={name}>
              <button
                type="button"
                aria-pressed={isActive(preset)}
                onClick={() => void act(`${name}: active.`, () => changeScenario(() => ({ ...noFaults, ...preset })))}
              >
                <b>{name}</b>
                <span>{description}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <div class="columns three">
        <Faults scenario={scenario} />
        <Outcomes scenario={scenario} />
        <Grants scenario={scenario} permissions={mock.permissions} />
        <Time />
        <Data />
      </div>
    </>
  );
}
