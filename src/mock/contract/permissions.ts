import { type OpenApiDocument, operationsOf } from "../../openapi/document.ts";
import { readContract } from "./document.ts";

/** On behalf of a signed-in person (claim `scp`), or as the application itself (claim `roles`). */
export type PermissionType = "delegated" | "application";

export interface Permission {
  type: PermissionType;
  name: string;
}

export interface Permissions {
  /** Each of them is sufficient for the operation; least privileged first. */
  sufficientFor: (operationId: string) => Permission[];
  /** Every permission of the contract. */
  all: Permission[];
}

const typeOfFlow: Record<string, PermissionType> = {
  authorizationCode: "delegated",
  clientCredentials: "application",
};

function permissionsOf(document: OpenApiDocument): Permissions {
  const { securitySchemes } = document.components;
  const typeOfScheme = new Map<string, PermissionType>();
  const all: Permission[] = [];
  for (const [scheme, { flows = {} }] of Object.entries(securitySchemes)) {
    for (const [flow, { scopes }] of Object.entries(flows)) {
      const type = typeOfFlow[flow];
      if (type === undefined) continue;
      typeOfScheme.set(scheme, type);
      all.push(...Object.keys(scopes).map((name) => ({ type, name })));
    }
  }
  const sufficient = new Map<string, Permission[]>();
  for (const { operationId, security } of operationsOf(document)) {
    const alternatives = security.flatMap((requirement) => Object.entries(requirement));
    const permissions = alternatives.flatMap(([scheme, names]) => {
      const type = typeOfScheme.get(scheme);
      return type === undefined ? [] : names.map((name) => ({ type, name }));
    });
    sufficient.set(operationId, permissions);
  }
  return { all, sufficientFor: (operationId) => sufficient.get(operationId) ?? [] };
}

let permissions: Permissions | undefined;

/** The permissions in each operation's `security` in the contract, read once. */
export const readPermissions = (): Permissions => (permissions ??= permissionsOf(readContract()));
