import { keepListening } from "@/lib/db/keep-listening";
import type { Logger } from "@/lib/platform/logger";
import { addTotal } from "@/lib/platform/totals";

export type Ingesting = {
  /** Looks at the inbox, or once more after the look under way. */
  look(): void;
  /** Lets the look under way end, and begins none. */
  stop(): Promise<void>;
};

type Options = {
  connectionString: string;
  /** Processes whatever is pending. */
  work(): Promise<unknown>;
  logger: Pick<Logger, "warn">;
  /** How long an event may lie there of which nothing was heard. */
  pollMs?: number;
};

/** As which its runs, seconds and failures are counted. */
const task = "process-webhook-events";
const retryMs = 1_000;
const quietMs = 10_000;

/**
 * Looks at the inbox whenever somebody says that events wait, when the connection that listens begins or breaks, and every few seconds
 * whatever was said: what the asking process lost, or a killed one had begun, is taken then. One look at a time in this process; looks of
 * several processes pass over each other's events. One that fails is tried again.
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
    // `running` is given up in the same breath in which nobody wants another look.
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
