import { control, dataOf, type TransitionTarget } from "./control.ts";
import { loadMock } from "./store.ts";

export async function loadSampleDistricts(): Promise<void> {
  dataOf(await control.POST("/_mock/profiles", { body: { set: "examples" } }));
}

/** Creates a profile as an API call would: initially, it is being provisioned. */
export async function createProfile(): Promise<void> {
  const { mock } = dataOf(await control.GET("/_mock", {}));
  const profile = { ...mock.sample, state: "provisioning" };
  dataOf(await control.POST("/_mock/profiles", { body: { set: [profile] } }));
}

export async function makeTransition(id: string, to: TransitionTarget): Promise<void> {
  const params = { path: { id } };
  const { profile } = dataOf(await control.POST("/_mock/profiles/{id}/transitions", { params, body: { to } }));
  if (profile === null) location.hash = "#/profiles";
}

export async function addFiles(id: string, files: "sample" | "mistakes" | Record<string, string>): Promise<void> {
  dataOf(await control.POST("/_mock/profiles/{id}/files", { params: { path: { id } }, body: { files } }));
}

export async function uploadOwn(id: string, list: FileList | null): Promise<void> {
  const entries = await Promise.all([...(list ?? [])].map(async (file) => [file.name, await file.text()] as const));
  await addFiles(id, Object.fromEntries(entries));
}

export async function importSet(list: FileList | null): Promise<void> {
  const body = JSON.parse((await list?.[0]?.text()) ?? "") as { set: "examples" };
  dataOf(await control.POST("/_mock/profiles", { body }));
}

/** Downloads the profiles as a file that can be imported. */
export async function exportSet(): Promise<void> {
  const set = dataOf(await control.GET("/_mock/profiles", {}));
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(set, undefined, 2)], { type: "application/json" }));
  link.download = "profiles.json";
  link.click();
  URL.revokeObjectURL(link.href);
}

export async function advanceClock(advanceInMs: number): Promise<void> {
  dataOf(await control.POST("/_mock/clock", { body: { advanceInMs } }));
  await loadMock();
}

export async function resetTenant(): Promise<void> {
  dataOf(await control.POST("/_mock/reset", {}));
}
