export type LiveState = "connecting" | "live" | "reconnecting";

type LiveOptions = {
  url: string;
  onState(state: LiveState): void;
  /** At most once a second, and once after the last change. */
  onChange(): void;
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
  const change = throttle(onChange, changeIntervalMs);

  function open() {
    source = new EventSource(url);
    source.addEventListener("ready", () => {
      failures = 0;
      onState("live");
      // Whatever was committed before this moment was not heard.
      change.call();
    });
    source.addEventListener("changed", change.call);
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

  function close() {
    source?.close();
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
