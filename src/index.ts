export { createGraphEducationClient, type GraphEducationClient, type GraphEducationClientOptions } from "./client.ts";
export type { components, operations, paths } from "../generated/openapi.ts";
export type * from "../generated/types.ts";
