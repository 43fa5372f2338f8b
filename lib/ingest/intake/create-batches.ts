import { setTimeout as sleep } from "node:timers/promises";
import { isTransient, isUnavailable } from "@/lib/db/pg-errors";

export type BatchOptions<T, R> = {
  /** How many batches are under way at once. */
  lanes: number;
  itemsMax: number;
  bytesMax: number;
  bytesOf(item: T): number;
  /** One statement for all of them. @returns one result for each, in their order. */
  run(items: readonly T[]): Promise<R[]>;
};

export type Batches<T, R> = { add(item: T): Promise<R> };

type Waiting<T, R> = {
  item: T;
  sinceMs: number;
  /** Set after the database refused its batch, so that it is retried alone. */
  isAlone: boolean;
  resolve(result: R): void;
  reject(error: unknown): void;
};

/** How long to wait for a database that does not answer. */
const awayMsMax = 1_500;
const pauseMs = 100;

/**
 * Writes waiting items to the database, oldest first: at once while a lane is free, otherwise in batches. A refused batch is retried item
 * by item, so that one item does not fail another. While the database is unavailable, items that have waited too long fail with its error.
 */
export function createBatches<T, R extends NonNullable<unknown>>(options: BatchOptions<T, R>): Batches<T, R> {
  const { lanes, itemsMax, bytesMax, bytesOf, run } = options;
  let waiting: Waiting<T, R>[] = [];
  let active = 0;
  let busy = 0;
  let succeededMs = 0;

  const take = () => {
    // One statement for all would leave the other lanes, and the server's other processes, with nothing to do.
    const share = Math.min(itemsMax, Math.ceil(waiting.length / (lanes - busy)));
    let count = 0;
    let bytes = 0;
    for (const { item, isAlone } of waiting) {
      bytes += bytesOf(item);
      if (count > 0 && (isAlone || count === share || bytes > bytesMax)) break;
      count += 1;
      if (isAlone) break;
    }
    return waiting.splice(0, count);
  };
  const putBack = (batch: readonly Waiting<T, R>[]) => {
    waiting = [...batch, ...waiting];
  };
  const giveUpHopeless = (error: unknown) => {
    const nowMs = performance.now();
    const isHopeless = ({ sinceMs }: Waiting<T, R>) => nowMs - Math.max(sinceMs, succeededMs) > awayMsMax;
    const hopeless = waiting.filter(isHopeless);
    waiting = waiting.filter((each) => !isHopeless(each));
    for (const { reject } of hopeless) reject(error);
  };
  const runBatch = async (batch: readonly Waiting<T, R>[]) => {
    busy += 1;
    try {
      const results = await run(batch.map(({ item }) => item));
      succeededMs = performance.now();
      for (const [index, { resolve, reject }] of batch.entries()) {
        const result = results[index];
        if (result === undefined) reject(new TypeError("A batch has fewer results than items."));
        else resolve(result);
      }
    } catch (error) {
      if (isUnavailable(error) && !isTransient(error)) {
        putBack(batch);
        giveUpHopeless(error);
        await sleep(pauseMs);
      } else if (batch.length === 1) {
        for (const { reject } of batch) reject(error);
      } else {
        putBack(batch.map((each) => ({ ...each, isAlone: true })));
      }
    } finally {
      busy -= 1;
    }
  };
  const work = async () => {
    active += 1;
    // Items added in the same tick are included, and nothing runs before `add` has returned.
    await Promise.resolve();
    for (let batch = take(); batch.length > 0; batch = take()) await runBatch(batch);
    active -= 1;
  };
  return {
    add: (item) =>
      new Promise((resolve, reject) => {
        waiting.push({ item, sinceMs: performance.now(), isAlone: false, resolve, reject });
        if (active < lanes) void work();
      }),
  };
}
