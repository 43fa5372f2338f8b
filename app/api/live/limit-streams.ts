/** What a person has open at once, and more; a browser tab needs one. */
const streamsPerSessionMax = 10;

// Kept on the global object: a bundler may load this module more than once.
const holder: typeof globalThis & { callwrightStreams?: Map<string, Set<() => void>> } = globalThis;
holder.callwrightStreams ??= new Map();
const open = holder.callwrightStreams;

/**
 * Counts one more stream of a session in this process, and ends its oldest where it has too many.
 * @returns what to call when the stream has ended.
 */
export function countStream(sessionId: string, giveWay: () => void): () => void {
  const own = open.get(sessionId) ?? new Set();
  open.set(sessionId, own.add(giveWay));
  const [oldest] = own;
  if (own.size > streamsPerSessionMax && oldest) {
    own.delete(oldest);
    oldest();
  }
  return () => {
    own.delete(giveWay);
    if (own.size === 0 && open.get(sessionId) === own) open.delete(sessionId);
  };
}
