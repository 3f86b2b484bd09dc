/** A fault that whoever runs the command can mend: its message says how, and no stack belongs to it. */
export class UserMistake extends Error {}
