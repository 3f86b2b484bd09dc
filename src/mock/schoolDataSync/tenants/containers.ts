import { createHash } from "node:crypto";
import { defaultTenant } from "./tenantsInUse.ts";

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");

/** What stands for a tenant in the names of its containers. */
export const tenantPart = (tenant: string): string => hashOf(tenant).slice(0, 16);

const profilePart = (id: string): string => (guid.test(id) ? id : hashOf(id).slice(0, 32));

/**
 * The container of a profile's files, named as Azure demands: 3 to 63 of `[a-z0-9-]`. As in the live service, it is the
 * profile's id; a hash of the tenant comes first if that is not the default one, and a hash stands for an id that is
 * not a GUID.
 */
export function containerOf(tenant: string, profileId: string): string {
  if (tenant === defaultTenant && guid.test(profileId)) return profileId;
  return `${tenantPart(tenant)}-${profilePart(profileId)}`;
}

/** What the name of a container says. */
export interface ContainerParts {
  /** As `tenantPart` gives it. */
  readonly tenant: string;
  /** Absent if the container's name has a hash of it. */
  readonly profileId?: string;
}

/** The parts of a container's name; `undefined` for any other text. */
export function containerParts(container: string): ContainerParts | undefined {
  if (guid.test(container)) return { tenant: tenantPart(defaultTenant), profileId: container };
  const [, tenant, profile = ""] = /^([0-9a-f]{16})-([0-9a-f-]+)$/.exec(container) ?? [];
  if (tenant === undefined) return undefined;
  return guid.test(profile) ? { tenant, profileId: profile } : { tenant };
}
