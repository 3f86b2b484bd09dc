/** How each transition can end that may end in more than one way; `errors` is a success that leaves records over. */
export const outcomeChoices = {
  provisioning: ["success", "failure"],
  deletion: ["success", "failure"],
  sync: ["success", "errors", "error", "validationError", "quarantined"],
} as const;

/** How each of those transitions does end. */
export type Outcomes = { -readonly [Name in keyof typeof outcomeChoices]: (typeof outcomeChoices)[Name][number] };

export const successfulOutcomes: Outcomes = { provisioning: "success", deletion: "success", sync: "success" };
