import { type Contract, follow, type Operation } from "../contract.ts";

/** The request made by every sample of an operation. */
export interface SampleCall {
  method: string;
  server: string;
  path: string;
  url: string;
  pathParameters: Record<string, string>;
  /** Absent if the request has no body. */
  body: unknown;
  answersBody: boolean;
  /** Whether the answer is a page of a collection. */
  isPaged: boolean;
}

/** The district in all samples, which readers create in the first steps. */
export const district = "csvNewAccounts";

/** The URL of the mock, which samples use because the live service is gone. */
export function mockServer({ servers }: Contract): string {
  const url = servers.at(-1)?.url;
  if (!url?.startsWith("http://127.0.0.1")) throw new Error("The mock is not the last of the contract's servers.");
  return url;
}

/** The id of the district's profile. */
export const profileId = ({ components }: Contract): string =>
  (components.examples[`${district}.getResponse`]?.value as { id: string }).id;

export function sampleCall({ method, path, parameters, body, responses }: Operation, contract: Contract): SampleCall {
  const server = mockServer(contract);
  const required = parameters.filter((parameter) => parameter.required);
  const unknown = required.find((parameter) => parameter.in !== "path");
  if (unknown) throw new Error(`No sample sends the required ${unknown.in} parameter ${unknown.name}.`);
  const id = profileId(contract);
  const success = responses.find(({ status }) => status.startsWith("2"));
  const properties = success?.schema && follow(success.schema, contract).properties;
  return {
    method,
    server,
    path,
    url: server + path.replace(/\{\w+\}/g, id),
    pathParameters: Object.fromEntries(required.map(({ name }) => [name, id])),
    body: body?.required ? body.examples[district]?.value : undefined,
    answersBody: success?.schema !== undefined,
    isPaged: method === "GET" && "@odata.nextLink" in (properties ?? {}),
  };
}
