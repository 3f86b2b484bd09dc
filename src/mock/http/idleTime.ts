import type { Service } from "./service.ts";

const idleAfterInMs = 500;

let pending = 0;
let latestAt = 0;

/** Counts a request as pending until it is answered, across all servers of this process. */
export async function countRequest<T>(answer: () => Promise<T>): Promise<T> {
  pending += 1;
  try {
    return await answer();
  } finally {
    pending -= 1;
    latestAt = performance.now();
  }
}

/** The service, with its requests counted. */
export const countedService = (service: Service): Service => ({
  ...service,
  answer: (request) => countRequest(() => service.answer(request)),
});

async function isLastStep(steps: Iterator<unknown>): Promise<boolean> {
  try {
    const step = steps.next();
    await step.value;
    return step.done === true;
  } catch {
    return true; // It will fail again, and be reported, for the request that needs it.
  }
}

/**
 * Runs one step after another, each once no request has been pending for a while. Doesn't keep the process alive.
 *
 * @returns a function that stops it
 */
export function runWhenIdle(steps: Iterator<unknown>): () => void {
  latestAt = performance.now();
  const timer = setInterval(() => {
    if (pending > 0 || performance.now() - latestAt < idleAfterInMs) return;
    void isLastStep(steps).then((isLast) => isLast && clearInterval(timer));
  }, 50).unref();
  return () => clearInterval(timer);
}
