const documented = "http://127.0.0.1:4010";
let server = documented;

/** Whether the server of this page is a mock, which has a control API; it may refuse it. */
export async function isServedByMock(): Promise<boolean> {
  if (!location.protocol.startsWith("http")) return false;
  const answer = await fetch("/_mock").catch(() => undefined);
  return answer?.status === 403 || (answer?.ok === true && (await answer.text()).includes("/_mock/scenario"));
}

/** Has the samples name the mock that serves this page. */
export async function findServer(): Promise<void> {
  if (location.origin !== documented && (await isServedByMock())) server = location.origin;
}

export const withServer = (text: string): string => text.replaceAll(documented, server);
