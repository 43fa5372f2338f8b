import type { ChangedTables } from "./live-query";

export type LiveState = "connecting" | "live" | "reconnecting" | "paused";

type LiveOptions = {
  url: string;
  onState(state: LiveState): void;
  /** At most once a second, and once after the last change, with all that changed in between. */
  onChange(changed: ChangedTables): void;
  onSignedOut(): void;
};

const changeIntervalMs = 1000;
const retryMsMin = 1000;
const retryMsMax = 30_000;

/**
 * Listens to the server's changes until the returned function is called. A lost connection is opened again after 1, 2, 4 … 30 seconds
 * (each shortened at random, so that a restarted server is not met by everybody at once), and being connected counts as a change.
 */
export function connectLive({ url, onState, onChange, onSignedOut }: LiveOptions): () => void {
  let source: EventSource | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let gathered: Set<string> | null = new Set();
  const change = throttle(() => {
    const changed = gathered;
    gathered = new Set();
    onChange(changed);
  }, changeIntervalMs);

  function note(tables: readonly string[] | null) {
    if (tables === null) gathered = null;
    else for (const table of tables) gathered?.add(table);
    change.call();
  }

  function open() {
    source = new EventSource(url);
    source.addEventListener("ready", () => {
      failures = 0;
      onState("live");
      // Changes committed before this moment were missed.
      note(null);
    });
    source.addEventListener("changed", ({ data }) => note(tablesIn(data)));
    source.addEventListener("replaced", () => {
      source?.close();
      onState("paused");
      document.addEventListener("visibilitychange", resume);
      window.addEventListener("focus", resume);
    });
    source.addEventListener("signed-out", () => {
      close();
      onSignedOut();
    });
    source.addEventListener("error", () => {
      source?.close();
      onState("reconnecting");
      retryTimer = setTimeout(open, retryDelayMs(failures));
      failures += 1;
    });
  }

  /** A tab that gave way to newer ones listens again when somebody comes back to it. */
  function resume() {
    if (document.visibilityState !== "visible") return;
    stopWaiting();
    open();
  }

  function stopWaiting() {
    document.removeEventListener("visibilitychange", resume);
    window.removeEventListener("focus", resume);
  }

  function close() {
    source?.close();
    stopWaiting();
    clearTimeout(retryTimer);
    change.cancel();
  }

  open();
  return close;
}

/** The wait before another try, given how many failed in a row: half of a doubling delay plus a random other half. */
export function retryDelayMs(failures: number, random: () => number = Math.random): number {
  const full = Math.min(retryMsMax, retryMsMin * 2 ** failures);
  return full / 2 + (full / 2) * random();
}

/** The tables that an event names; null, for all of them, when it names none. */
function tablesIn(data: string): string[] | null {
  const { tables }: { tables?: unknown } = JSON.parse(data);
  return Array.isArray(tables) ? tables.map(String) : null;
}

function throttle(action: () => void, intervalMs: number) {
  let lastAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;
  function run() {
    timer = undefined;
    lastAt = performance.now();
    action();
  }
  return {
    call() {
      if (timer) return;
      timer = setTimeout(run, Math.max(0, lastAt + intervalMs - performance.now()));
    },
    cancel: () => clearTimeout(timer),
  };
}
