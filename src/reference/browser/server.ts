import { servedFrom } from "../../servedFrom.ts";

const documented = "http://127.0.0.1:4010";
let server = documented;

/** Whether this page is served by a mock. Only a mock has a control API, although it may deny access. */
export async function isServedByMock(): Promise<boolean> {
  if (!location.protocol.startsWith("http")) return false;
  const answer = await fetch(`${servedFrom}/_mock`).catch(() => undefined);
  return answer?.status === 403 || (answer?.ok === true && (await answer.text()).includes("/_mock/scenario"));
}

/** Makes the samples use the mock that serves this page. */
export async function findServer(): Promise<void> {
  if (servedFrom !== documented && (await isServedByMock())) server = servedFrom;
}

export const withServer = (text: string): string => text.replaceAll(documented, server);
