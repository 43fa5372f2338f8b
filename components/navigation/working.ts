import { useEffect, useSyncExternalStore, useTransition } from "react";

let count = 0;
const listeners = new Set<() => void>();

function change(by: 1 | -1): void {
  count += by;
  for (const listener of listeners) listener();
}

/** Counts as work that the server has not answered yet, for as long as it is true. */
export function useWorking(isWorking: boolean): void {
  useEffect(() => {
    if (!isWorking) return;
    change(1);
    return () => change(-1);
  }, [isWorking]);
}

/** A transition over something that the server is asked to do, which the page's progress line shows. */
export function useWork(): ReturnType<typeof useTransition> {
  const [isWorking, start] = useTransition();
  useWorking(isWorking);
  return [isWorking, start];
}

/** Whether the server is being asked for anything that somebody waits for. */
export function useIsWorking(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    () => count > 0,
    () => false,
  );
}
