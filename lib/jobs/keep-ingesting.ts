import { keepListening } from "@/lib/db/keep-listening";
import type { Logger } from "@/lib/platform/logger";
import { addTotal } from "@/lib/platform/totals";

export type Ingesting = {
  /** Polls the inbox, or once more after the poll in progress. */
  look(): void;
  /** Waits for the poll in progress, and starts no other. */
  stop(): Promise<void>;
};

type Options = {
  connectionString: string;
  /** Processes whatever is pending. */
  work(): Promise<unknown>;
  logger: Pick<Logger, "warn">;
  /** How long an event may wait whose notification was lost. */
  pollMs?: number;
};

/** The name under which its runs, seconds and failures are counted. */
const task = "process-webhook-events";
const retryMs = 1_000;
const quietMs = 10_000;

/**
 * Polls the inbox on every notification, when the listening connection opens or breaks, and every few seconds in any case, to find events
 * whose notification was lost or that a killed process had begun. One poll at a time in this process; polls of several processes skip each
 * other's events. A failed poll is retried.
 */
export function keepIngesting({ connectionString, work, logger, pollMs = 10_000 }: Options): Ingesting {
  let isWanted = false;
  let isStopped = false;
  let running: Promise<void> | null = null;
  let retry: NodeJS.Timeout | undefined;
  let failures = 0;
  let quietUntilMs = 0;

  const look = () => {
    isWanted = true;
    running ??= lookWhileWanted();
  };
  const lookWhileWanted = async () => {
    // `running` is cleared in the same tick in which no further poll is requested.
    while (isWanted && !isStopped) {
      isWanted = false;
      await lookOnce();
    }
    running = null;
  };
  const lookOnce = async () => {
    const startedMs = performance.now();
    try {
      await work();
      failures = 0;
    } catch (error) {
      failures += 1;
      addTotal("failures", task);
      complain(error);
      clearTimeout(retry);
      if (!isStopped) retry = setTimeout(look, Math.min(retryMs * 2 ** (failures - 1), pollMs));
    }
    addTotal("runs", task);
    addTotal("seconds", task, (performance.now() - startedMs) / 1000);
  };
  const complain = (error: unknown) => {
    if (Date.now() < quietUntilMs) return;
    quietUntilMs = Date.now() + quietMs;
    logger.warn({ err: error, failures }, "Events could not be processed; they are tried again.");
  };

  const listening = keepListening({
    connectionString,
    applicationName: "callwright job listener",
    role: "app_ingest",
    channel: "webhook_events",
    onNotification: look,
    onGap: look,
  });
  const poll = setInterval(look, pollMs);

  return {
    look,
    async stop() {
      isStopped = true;
      clearInterval(poll);
      clearTimeout(retry);
      await listening.close();
      await running;
    },
  };
}
