import { useSyncExternalStore } from "react";

const stepMs = 20_000;
let tick = 0;
let timer: ReturnType<typeof setInterval> | undefined;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => {
    tick = Date.now();
    for (const each of listeners) each();
  }, stepMs);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time in steps of 20 seconds, beginning with when the data was read, so that server and browser first render the same. */
export function useNow(asOf: string): Date {
  const start = Date.parse(asOf);
  const now = useSyncExternalStore(
    subscribe,
    () => Math.max(tick, start),
    () => start,
  );
  return new Date(now);
}
