import { noFaults } from "../../mock/scenario/scenarioValues.ts";
import { changeScenario, inForce } from "../scenarios.ts";
import { act, useStore } from "../store.ts";

/** The faults that are switched on, in each view, so that nobody forgets them. */
export function ScenarioBar() {
  const scenario = useStore(({ known }) => known?.scenario);
  const parts = scenario ? inForce(scenario) : [];
  if (parts.length === 0) return null;
  return (
    <section class="in-force" aria-label="Scenario in force">
      <p>
        <b>In force:</b> {parts.join(" · ")}
      </p>
      <a href="#/scenario">Change</a>
      <button type="button" onClick={() => void act("All quiet.", () => changeScenario(() => noFaults))}>
        Switch off
      </button>
    </section>
  );
}
