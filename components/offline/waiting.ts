let waits = 0;
const listeners = new Set<() => void>();

/** Counts one more, or one less, of what waits for the connection. */
export function noteWait(change: 1 | -1): void {
  waits += change;
  for (const listener of listeners) listener();
}

export const isWaiting = () => waits > 0;

export function listenToWaits(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
