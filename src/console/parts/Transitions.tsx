import type { ProfileDetails, TransitionTarget } from "../control.ts";
import { makeTransition } from "../profileActions.ts";
import { act } from "../store.ts";
import { shown } from "./format.ts";

interface Choice {
  to: TransitionTarget;
  label: string;
  done: string;
}

const groups: [title: string, choices: Choice[]][] = [
  [
    "Provisioning",
    [
      { to: "provisioned", label: "Finish now", done: "The profile is provisioned." },
      { to: "provisioningFailed", label: "Make it fail", done: "Provisioning failed." },
    ],
  ],
  [
    "Sync",
    [
      { to: "extracting", label: "Start", done: "The sync has started." },
      { to: "paused", label: "Pause", done: "The sync is paused." },
      { to: "inProgress", label: "Resume", done: "The sync continues." },
    ],
  ],
  [
    "End the sync with",
    [
      { to: "success", label: "Success", done: "The sync succeeded." },
      { to: "errors", label: "Success with errors", done: "The sync succeeded, with errors." },
      { to: "error", label: "Error", done: "The sync failed." },
      { to: "validationError", label: "Validation error", done: "The sync stopped with a validation error." },
      { to: "quarantined", label: "Quarantine", done: "The sync is quarantined." },
    ],
  ],
  [
    "Deletion",
    [
      { to: "deleting", label: "Delete", done: "The profile is being deleted." },
      { to: "deleted", label: "Finish now", done: "The profile was deleted." },
      { to: "deletionFailed", label: "Make it fail", done: "The deletion failed." },
    ],
  ],
];

/** A button for each transition, with a reason if the current state doesn't allow it. */
export function Transitions({ details, reload }: { details: ProfileDetails; reload: () => void }) {
  const reasons = new Map(details.transitions.map(({ to, notAllowed }) => [to, notAllowed]));
  return (
    <div class="transitions">
      {groups.map(([title, choices]) => {
        const notAllowed = [...new Set(choices.flatMap(({ to }) => reasons.get(to) ?? []))];
        const labelsOf = (reason: string): string =>
          choices.flatMap(({ to, label }) => (reasons.get(to) === reason ? label : [])).join(", ");
        return (
          <fieldset key={title}>
            <legend>{title}</legend>
            <div class="buttons">
              {choices.map(({ to, label, done }) => {
                const reason = reasons.get(to);
                return (
                  <button
                    key={to}
                    type="button"
                    class={reason === undefined ? "" : "off"}
                    aria-disabled={reason !== undefined}
                    aria-describedby={
                      reason === undefined
                        ? undefined
                        : `why-${title}-${notAllowed.indexOf(reason)}`.replaceAll(" ", "-")
                    }
                    title={reason}
                    onClick={() =>
                      void (
                        reason === undefined && act(done, () => makeTransition(details.lifecycle.id, to)).then(reload)
                      )
                    }
                  >
                    {label}
                  </button>
                );
              })}
            </div>
            {notAllowed.map((reason, index) => (
              <p key={reason} class="why" id={`why-${title}-${index}`.replaceAll(" ", "-")}>
                {choices.every(({ to }) => reasons.get(to) === reason) ? "" : <b>{labelsOf(reason)}: </b>}
                {shown(reason)}
              </p>
            ))}
          </fieldset>
        );
      })}
    </div>
  );
}
