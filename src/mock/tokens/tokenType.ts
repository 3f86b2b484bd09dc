import type { PermissionType } from "../contract/permissions.ts";
import type { Claims } from "./accessToken.ts";

// A delegated token may also contain the person's roles, so its scopes are checked first.
export function tokenType({ scp, roles, idtyp }: Claims): PermissionType | undefined {
  if (typeof scp === "string" || idtyp === "user") return "delegated";
  return Array.isArray(roles) || idtyp === "app" ? "application" : undefined;
}
