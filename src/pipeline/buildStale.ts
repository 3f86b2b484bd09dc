import { artefacts, build, staleArtefacts } from "./artefacts.ts";

/** Builds what is missing or older than its sources, all of it or these. Rejects with what the tools report. */
export async function buildStale(among: string[] = Object.keys(artefacts)): Promise<void> {
  const names = staleArtefacts().filter((name) => among.includes(name));
  if (names.length === 0) return;
  console.log(`Building ${names.map((name) => artefacts[name].title).join(", ")} …`);
  await build(names);
}
