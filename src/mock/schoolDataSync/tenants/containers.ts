import { createHash } from "node:crypto";
import { defaultTenant } from "./tenantsInUse.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** The part of a container's name that identifies its tenant. */
export const tenantPart = (tenant: string): string => hashOf(tenant).slice(0, 16);

const profilePart = (id: string): string => (guid.test(id) ? id : hashOf(id).slice(0, 32));

/**
 * The container of a profile's files, named as Azure requires: 3 to 63 characters of `[a-z0-9-]`. As in the live service,
 * it is the profile's id; for other tenants than the default one it is prefixed with a hash of the tenant, and an id that
 * is not a GUID is replaced by a hash.
 */
export function containerOf(tenant: string, profileId: string): string {
  if (tenant === defaultTenant && guid.test(profileId)) return profileId;
  return `${tenantPart(tenant)}-${profilePart(profileId)}`;
}

/** The parts of a container's name. */
export interface ContainerParts {
  /** As returned by `tenantPart`. */
  readonly tenant: string;
  /** Absent if the container's name contains a hash instead. */
  readonly profileId?: string;
}

/** The parts of a container's name; `undefined` for any other text. */
export function containerParts(container: string): ContainerParts | undefined {
  if (guid.test(container)) return { tenant: tenantPart(defaultTenant), profileId: container };
  const [, tenant, profile = ""] = /^([0-9a-f]{16})-([0-9a-f-]+)$/.exec(container) ?? [];
  if (tenant === undefined) return undefined;
  return guid.test(profile) ? { tenant, profileId: profile } : { tenant };
}
