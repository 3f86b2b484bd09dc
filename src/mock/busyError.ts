/** Nothing is wrong with a request, but there is no room for it at the moment. Nothing was changed. */
export class BusyError extends Error {
  constructor(message: string) {
    super(message);
    this.name = "BusyError";
  }
}
