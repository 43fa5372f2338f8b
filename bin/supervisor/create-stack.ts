import { setTimeout as sleep } from "node:timers/promises";

export type Running = {
  /** Resolves when it has ended, to how it ended: "by SIGKILL". Absent for parts that cannot end on their own. */
  exited?: Promise<string>;
  /** Resolves when it has ended; later than its part's `stopMsMax` and the next part is stopped regardless. */
  stop(): Promise<void>;
};

export type Part = {
  /** Its name in messages about its unexpected end. */
  name: string;
  stopMsMax: number;
  /** Starts it, the first time and whenever it has ended unexpectedly. */
  start(): Promise<Running>;
};

export type Stack = {
  /**
   * Starts a part and keeps it running from then on.
   * @throws whatever its first start throws.
   */
  add(part: Part): Promise<void>;
  /** Stops the parts, the last added first; ends the process. Called again, it does not wait any longer. */
  stop(exitCode: number): Promise<void>;
  isStopping(): boolean;
};

export type Patience = {
  /** Before the first restart; doubled by each further death. */
  delayMs: number;
  delayMsMax: number;
  /** A part that ran for longer has its count of deaths reset. */
  steadyMs: number;
  /** This many deaths in a row end everything. */
  deathsMax: number;
};

const usual: Patience = { delayMs: 500, delayMsMax: 30_000, steadyMs: 60_000, deathsMax: 5 };

type Kept = { part: Part; current: Promise<Running>; startedMs: number; deaths: number };

/** The parts of a running Callwright: one that ends unexpectedly is restarted, and one that keeps ending stops everything. */
export function createStack(say: (sentence: string) => void, patience: Partial<Patience> = {}): Stack {
  const { delayMs, delayMsMax, steadyMs, deathsMax } = { ...usual, ...patience };
  const all: Kept[] = [];
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;

  async function watch(kept: Kept): Promise<void> {
    const { exited } = await kept.current;
    const how = await exited;
    if (exited === undefined || isStopping()) return;
    await restart(kept, `ended ${how}`);
  }

  async function restart(kept: Kept, what: string): Promise<void> {
    const { name, start } = kept.part;
    if (Date.now() - kept.startedMs > steadyMs) kept.deaths = 0;
    kept.deaths += 1;
    if (kept.deaths >= deathsMax) {
      say(`The ${name} ${what}, for the ${kept.deaths}th time in a row, so Callwright stops.`);
      return stop(1);
    }
    const waitMs = Math.min(delayMs * 2 ** (kept.deaths - 1), delayMsMax);
    say(`The ${name} ${what}. It is started again in ${waitMs / 1000} s.`);
    await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
    if (isStopping()) return;
    kept.startedMs = Date.now();
    kept.current = start();
    try {
      await kept.current;
    } catch (error) {
      if (isStopping()) return;
      const reason = error instanceof Error ? error.message : String(error);
      return restart(kept, `did not start (${reason.replace(/\.$/, "")})`);
    }
    say(`The ${name} was started again.`);
    return watch(kept);
  }

  async function stop(exitCode: number): Promise<void> {
    if (isStopping()) process.exit(exitCode);
    stopping.abort();
    for (const { part, current } of all.reverse()) {
      const ended = current
        .then(
          (running) => running.stop(),
          () => undefined,
        )
        .catch((error: unknown) => say(`The ${part.name} did not stop cleanly: ${error}`));
      await Promise.race([ended, sleep(part.stopMsMax, undefined, { ref: false })]);
    }
    process.exit(exitCode);
  }

  return {
    async add(part) {
      const kept = { part, current: part.start(), startedMs: Date.now(), deaths: 0 };
      all.push(kept);
      await kept.current;
      void watch(kept);
    },
    stop,
    isStopping,
  };
}
