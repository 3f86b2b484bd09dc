import type { Engine } from "./exchange.ts";
import { readOperations } from "./operations.ts";
import { prismParts } from "./prism.ts";

/** Loads Prism, and makes it compile the schemas that most invalid requests need. */
export function* warmUp(answer: Engine["answer"]): Generator<unknown, void> {
  for (const load of Object.values(prismParts)) yield load();
  const headers = { authorization: "Bearer warm-up" };
  for (const operation of readOperations()) {
    const [example] = operation.documented.request?.body?.contents?.[0]?.examples ?? [];
    if (!example || !("value" in example)) continue;
    const body = { ...(example.value as object), unknown: true };
    const invalid = {
      operation,
      path: operation.path,
      query: {},
      headers,
      body,
      bodyType: "application/json",
    } as const;
    for (const narrow of [true, false]) yield answer({ ...invalid, narrow });
  }
}
