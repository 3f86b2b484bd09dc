import type { Scenario } from "../../../../generated/controlTypes.ts";
import { noFaults, scenarioProperties } from "../../../../generated/scenario.ts";

/** The outcomes of the transitions that can end in more than one way. */
export type Outcomes = Pick<Scenario, "provisioning" | "deletion" | "sync">;

/** `errors` is a success that skips records. */
export const outcomeChoices = {
  provisioning: scenarioProperties.provisioning.enum,
  deletion: scenarioProperties.deletion.enum,
  sync: scenarioProperties.sync.enum,
} satisfies { [Name in keyof Outcomes]: readonly Outcomes[Name][] };

const { provisioning, deletion, sync } = noFaults;

export const successfulOutcomes: Outcomes = { provisioning, deletion, sync };
