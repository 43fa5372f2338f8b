import type { Change } from "@/lib/live/change-feed";

const changeDelayMs = 150;
const heartbeatMs = 15_000;
/** The number of unread events for a client that does not read; further changes are merged until it reads again. */
const unreadMax = 8;

export type ChangeStreamSources = {
  /** Aborted when the client is gone. */
  signal: AbortSignal;
  subscribe(onChange: (change: Change) => void): () => void;
  isSignedIn(): Promise<boolean>;
  /** Told how to end this stream for newer ones; returns what to call when it has ended. */
  count(giveWay: () => void): () => void;
};

/**
 * Server-sent events of one tab: `ready` once, `changed` (gathered for 150 ms) after commits that touch
 * the tenant, with the tables or null for whatever may have changed, `signed-out` when
 * the session has ended, `replaced` when it gives way to newer ones, and a comment every 15 seconds so that nothing in between takes the silence for a dead connection.
 */
export function openChangeStream({
  signal,
  subscribe,
  isSignedIn,
  count,
}: ChangeStreamSources): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = () => {};
  let tellGathered = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      let isOpen = true;
      let gathering: ReturnType<typeof setTimeout> | undefined;
      const send = (text: string) => isOpen && controller.enqueue(encoder.encode(text));
      let tables: Set<string> | null = new Set();
      const hasUnread = () => (controller.desiredSize ?? 0) <= -unreadMax;
      tellGathered = () => {
        if (gathering || tables?.size === 0 || hasUnread()) return;
        send(`event: changed\ndata: ${JSON.stringify({ tables: tables && [...tables] })}\n\n`);
        tables = new Set();
      };
      const unsubscribe = subscribe((change) => {
        if ("lost" in change) tables = null;
        else tables?.add(change.table);
        gathering ??= setTimeout(() => {
          gathering = undefined;
          tellGathered();
        }, changeDelayMs);
      });
      const heartbeat = setInterval(() => void beat(), heartbeatMs);
      stop = () => {
        isOpen = false;
        clearTimeout(gathering);
        clearInterval(heartbeat);
        unsubscribe();
        uncount();
      };
      const close = () => {
        if (!isOpen) return;
        stop();
        controller.close();
      };
      const uncount = count(() => {
        send("event: replaced\ndata: {}\n\n");
        close();
      });
      async function beat() {
        const isStillSignedIn = await isSignedIn();
        if (isStillSignedIn && hasUnread()) return;
        send(isStillSignedIn ? ": still here\n\n" : "event: signed-out\ndata: {}\n\n");
        if (!isStillSignedIn) close();
      }
      send("retry: 2000\nevent: ready\ndata: {}\n\n");
      signal.addEventListener("abort", close);
      // A signal that was aborted before the listener was added does not call it.
      if (signal.aborted) close();
    },
    pull: () => tellGathered(),
    cancel: () => stop(),
  });
}
