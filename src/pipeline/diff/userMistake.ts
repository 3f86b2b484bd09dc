/** An error that the user of the command can fix: its message says how, and it is shown without a stack. */
export class UserMistake extends Error {}
