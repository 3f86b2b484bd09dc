/** A valid request can't be handled at the moment, because there is no room for it. Nothing was changed. */
export class BusyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BusyError";
  }
}
