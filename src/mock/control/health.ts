import { packageVersion } from "../../packageVersion.ts";
import type { ProfileStores } from "../store/profileStore.ts";

/** The body of `GET /_mock/health`. */
export interface Health {
  status: "ok" | "unavailable";
  store: ProfileStores["kind"];
  /** Why the store is unavailable. */
  message?: string;
  uptimeInSeconds: number;
  version: string;
}

/** Creates a function that reports whether the stores are currently usable. */
export function healthReader(stores: ProfileStores): () => Promise<Health> {
  const startedAt = performance.now();
  const version = packageVersion();
  return async () => {
    const error = await stores.check().catch((error: Error) => error);
    return {
      status: error ? "unavailable" : "ok",
      store: stores.kind,
      ...(error ? { message: error.message } : {}),
      uptimeInSeconds: Math.floor((performance.now() - startedAt) / 1000),
      version,
    };
  };
}
