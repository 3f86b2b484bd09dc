import { type Client, type Ioredis, isCluster } from "./createClient.ts";
import { probeKey } from "./scripts.ts";

const candidates = 1024;
const slots = new Map<string, number>();

function slotOf(key: string, { Command }: Ioredis): number {
  const cached = slots.get(key) ?? Number(new Command("get", [key]).getSlot());
  slots.set(key, cached);
  return cached;
}

/** A key for each primary of a cluster, to check that it accepts writes; one key for a single server. */
export async function probeKeysOf(client?: Client, ioredis?: Ioredis): Promise<string[]> {
  if (!client || !ioredis || !isCluster(client)) return [probeKey(0)];
  const primaries = new Map<string, [number, number][]>();
  for (const [from, to, primary] of await client.cluster("SLOTS")) {
    const id = String(primary?.[2]);
    primaries.set(id, [...(primaries.get(id) ?? []), [from, to]]);
  }
  return [...primaries.values()].flatMap((ranges) => {
    for (let number = 0; number < candidates; number += 1) {
      const key = probeKey(number);
      const slot = slotOf(key, ioredis);
      if (ranges.some(([from, to]) => slot >= from && slot <= to)) return key;
    }
    // It has so few slots that hardly any tenant is in one.
    return [];
  });
}
