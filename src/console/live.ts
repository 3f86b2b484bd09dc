import { useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "./store.ts";

const minimumMs = 400;

/** When a value changes without any requests. */
interface Timed {
  now: string;
  next: string | null;
}

/** Loads a value, and reloads it whenever it may have changed, at most every 400 ms. */
export function useLive<T>(
  load: () => Promise<T>,
  key: string,
  timed: (value: T) => Timed,
): { value: T | undefined; error: string | undefined; reload: () => void } {
  const [loaded, setLoaded] = useState<{ key: string; value?: T; error?: string }>({ key });
  const [again, setAgain] = useState(0);
  const revision = useStore((state) => state.revision);
  const lastAt = useRef(0);
  const waitMs = useRef(minimumMs);
  const lastNow = useRef("");
  const wanted = useRef<string | undefined>(key);
  wanted.current = key;
  useEffect(() => () => void (wanted.current = undefined), []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const run = async (): Promise<void> => {
      const began = Date.now();
      try {
        const value = await load();
        // With very many profiles, loading should use less than a quarter of the mock's time.
        waitMs.current = Math.max(minimumMs, 4 * (Date.now() - began));
        // If the key has changed in the meantime, another load is on its way.
        if (wanted.current !== key) return;
        setLoaded({ key, value });
        const { now, next } = timed(value);
        // If the mock's clock stands still, nothing changes over time.
        if (next === null || now === lastNow.current) return;
        lastNow.current = now;
        const wait = Math.max(minimumMs, Date.parse(next) - Date.parse(now) + 20);
        if (wait < 2 ** 31) timer = setTimeout(() => setAgain((count) => count + 1), wait);
      } catch (error) {
        if (wanted.current === key) setLoaded({ key, error: (error as Error).message });
      }
    };
    const wait = Math.max(0, lastAt.current + waitMs.current - Date.now());
    timer = setTimeout(() => {
      lastAt.current = Date.now();
      void run();
    }, wait);
    return () => clearTimeout(timer);
  }, [key, revision, again]);

  const isCurrent = loaded.key === key;
  return {
    value: isCurrent ? loaded.value : undefined,
    error: isCurrent ? loaded.error : undefined,
    reload: () => setAgain((count) => count + 1),
  };
}

/** This machine's time, updated at an interval. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The segments of the URL's fragment. */
export function useRoute(): string[] {
  const read = (): string[] =>
    location.hash
      .replace(/^#\/?/, "")
      .split("/")
      .map((part) => decodeURIComponent(part));
  const [route, setRoute] = useState(read);
  useEffect(() => {
    const listener = (): void => setRoute(read());
    addEventListener("hashchange", listener);
    return () => removeEventListener("hashchange", listener);
  }, []);
  return route;
}
