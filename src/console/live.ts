import { useEffect, useRef, useState } from "preact/hooks";
import { useStore } from "./store.ts";

const leastMs = 400;

/** What a value says of when the time alone changes it. */
interface Timed {
  now: string;
  next: string | null;
}

/** Loads a value, and again each time it may have changed: at most every 400 ms. */
export function useLive<T>(
  load: () => Promise<T>,
  key: string,
  timed: (value: T) => Timed,
): { value: T | undefined; error: string | undefined; reload: () => void } {
  const [loaded, setLoaded] = useState<{ key: string; value?: T; error?: string }>({ key });
  const [again, setAgain] = useState(0);
  const revision = useStore((state) => state.revision);
  const lastAt = useRef(0);
  const waitMs = useRef(leastMs);
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
        // Of a mock with very many profiles the page asks for less than a quarter of its time.
        waitMs.current = Math.max(leastMs, 4 * (Date.now() - began));
        // What came meanwhile brings the next load; this one is shown until then.
        if (wanted.current !== key) return;
        setLoaded({ key, value });
        const { now, next } = timed(value);
        // A clock that stands still brings nothing by itself.
        if (next === null || now === lastNow.current) return;
        lastNow.current = now;
        const wait = Math.max(leastMs, Date.parse(next) - Date.parse(now) + 20);
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

/** The time of this machine, every so many milliseconds. */
export function useNow(everyMs: number): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** The parts of the address after the #. */
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
