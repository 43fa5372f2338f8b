/** How long a lost connection is waited for before it is tried again; an `online` event ends the wait at once. */
const retryMsMin = 1_000;
const retryMsMax = 5_000;
/** A proxy says by these that nothing behind it answers, as while it is restarted. */
const gatewayStatuses = new Set([502, 503, 504]);

type Options = {
  send: typeof fetch;
  /** Called when a wait begins, and when it ends. */
  onWait(change: 1 | -1): void;
  /** Whether the document is being left, which ends its requests as a lost connection does. */
  isLeaving(): boolean;
  /** Resolves after so many milliseconds, or when the browser says that it is online again. */
  pause(ms: number): Promise<void>;
};

/**
 * A fetch whose navigations wait for the connection. The framework answers a page that could not be fetched by opening it as a document,
 * which offline is the browser's own error page: such a request is repeated instead, until it is answered. Everything else, actions above
 * all, fails as it did.
 */
export function waitForConnection({ send, onWait, isLeaving, pause }: Options): typeof fetch {
  return async (input, init) => {
    if (!isNavigation(init)) return send(input, init);
    for (let tries = 0; ; tries += 1) {
      const response = await send(input, init).catch((error: unknown) => {
        if (!(error instanceof TypeError) || isLeaving()) throw error;
        return null;
      });
      if (response && !gatewayStatuses.has(response.status)) return response;
      onWait(1);
      await pause(Math.min(retryMsMax, retryMsMin * 2 ** tries));
      onWait(-1);
    }
  };
}

/** What is fetched ahead may fail: the press that follows asks again. */
function isNavigation(init: RequestInit | undefined): boolean {
  if (init?.method !== undefined && init.method !== "GET") return false;
  const headers = new Headers(init?.headers);
  return (
    headers.get("rsc") === "1" &&
    !headers.has("next-router-prefetch") &&
    !headers.has("next-router-segment-prefetch") &&
    !init?.signal?.aborted
  );
}
