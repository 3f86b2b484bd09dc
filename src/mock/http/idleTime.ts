import type { Service } from "./service.ts";

const idleAfterInMs = 500;

let underWay = 0;
let latestAt = 0;

/** Counts a request of any server of this process as under way until it is answered. */
export async function countRequest<T>(answer: () => Promise<T>): Promise<T> {
  underWay += 1;
  try {
    return await answer();
  } finally {
    underWay -= 1;
    latestAt = performance.now();
  }
}

/** Counts the requests of a service. */
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
    return true; // It will fail again for the request that needs it, and be reported there.
  }
}

/**
 * Takes one step after the other, each when no request is under way or has been for a while. Keeps no process alive.
 *
 * @returns how to stop
 */
export function runWhenIdle(steps: Iterator<unknown>): () => void {
  latestAt = performance.now();
  const timer = setInterval(() => {
    if (underWay > 0 || performance.now() - latestAt < idleAfterInMs) return;
    void isLastStep(steps).then((isLast) => isLast && clearInterval(timer));
  }, 50).unref();
  return () => clearInterval(timer);
}
