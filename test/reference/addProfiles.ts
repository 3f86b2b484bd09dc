import { createBody } from "../support/caller.ts";

const headers = { Authorization: "Bearer any-token", "Content-Type": "application/json" };

/** Creates profiles in a mock until it has the wanted number. */
export async function addProfiles(url: string, wanted: number): Promise<void> {
  const profiles = `${url}/education/synchronizationProfiles`;
  const first = (await (await fetch(`${profiles}?$count=true`, { headers })).json()) as { "@odata.count": number };
  const body = JSON.stringify(createBody("csvNewAccounts"));
  for (let count = first["@odata.count"]; count < wanted; count += 1)
    await fetch(profiles, { method: "POST", headers, body });
}
