import type { Operation } from "../contract.ts";
import { districtFirst } from "../markdown/operation.ts";
import { asJson } from "./layOut.ts";

/** The data that the page's script needs for an operation's form. */
export interface TryOperation {
  method: string;
  path: string;
  parameters: { name: string; in: string; value: string }[];
  bodies: { summary: string; text: string }[];
  preferences: string[];
}

export function tryOperation({ method, path, parameters, body, responses }: Operation, id: string): TryOperation {
  return {
    method,
    path,
    parameters: parameters.map(({ name, in: place }) => ({ name, in: place, value: place === "path" ? id : "" })),
    bodies: body?.required
      ? districtFirst(body.examples).map(({ summary, value }) => ({ summary, text: asJson(value) }))
      : [],
    preferences: responses.flatMap(({ status, examples }) => {
      const names = Object.keys(examples);
      return names.length === 0 ? [`code=${status}`] : names.map((name) => `code=${status}, example=${name}`);
    }),
  };
}
