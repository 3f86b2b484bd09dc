/** The languages of the samples, as the page offers them. */
export const labels = ["curl", "Python", "C#", "TypeScript", "PowerShell"] as const;

export type Label = (typeof labels)[number];
