import { noFaults } from "../../mock/scenario/scenarioValues.ts";
import { changeScenario, activeFaults } from "../scenarios.ts";
import { act, useStore } from "../store.ts";

/** The active faults, shown in every view so that nobody forgets them. */
export function ScenarioBar() {
  const scenario = useStore(({ known }) => known?.scenario);
  const parts = scenario ? activeFaults(scenario) : [];
  if (parts.length === 0) return null;
  return (
    <section class="in-force" aria-label="Active scenario">
      <p>
        <b>Active:</b> {parts.join(" · ")}
      </p>
      <a href="#/scenario">Change</a>
      <button type="button" onClick={() => void act("The faults are off.", () => changeScenario(() => noFaults))}>
        Switch off
      </button>
    </section>
  );
}
