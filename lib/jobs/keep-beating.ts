import { hostname } from "node:os";
import type { Database } from "@/lib/db/database";
import { newId } from "@/lib/platform/ids";
import type { Logger } from "@/lib/platform/logger";
import { addTotal, type Total, takeTotals } from "@/lib/platform/totals";
import type { Workers } from "./keep-workers";

export type Heart = {
  /** Says at once how things stand. */
  beat(): Promise<void>;
  stop(): Promise<void>;
};

const beatMs = 5_000;

/**
 * Writes down every few seconds that this process lives, when its workers last worked, and what it counted, over the connections
 * and as the role of the tasks themselves.
 */
export function keepBeating(
  db: Pick<Database, "job">,
  { workers, logger }: { workers: Pick<Workers, "workedAt" | "workerIds">; logger: Logger },
): Heart {
  const id = newId();
  const name = `${hostname()}:${process.pid}`.slice(-128);
  let isStopped = false;
  let beating = Promise.resolve();

  const writeDown = async () => {
    if (isStopped) return;
    const totals = takeTotals();
    try {
      await db.job(async (tx) => {
        await tx.query(upsertProcess, [id, name, workers.workedAt(), workers.workerIds()]);
        await tx.query("DELETE FROM job_processes WHERE beat_at < now() - interval '1 hour'");
        if (totals.length > 0) await tx.query(addTotals, columnsOf(totals));
      });
    } catch (error) {
      for (const { metric, label, value } of totals) addTotal(metric, label, value);
      logger.warn({ err: error }, "The job process could not say that it lives.");
    }
  };
  // One after another: two at once would write an older moment over a newer one.
  const beat = () => {
    beating = beating.then(writeDown);
    return beating;
  };
  const timer = setInterval(beat, beatMs);

  return {
    beat,
    async stop() {
      clearInterval(timer);
      await beat();
      isStopped = true;
      await db.job((tx) => tx.query("DELETE FROM job_processes WHERE id = $1", [id])).catch(() => undefined);
    },
  };
}

const upsertProcess = `
  INSERT INTO job_processes AS p (id, name, worked_at, worker_ids) VALUES ($1, $2, $3, $4)
  ON CONFLICT (id) DO UPDATE SET beat_at = clock_timestamp(), worked_at = COALESCE(excluded.worked_at, p.worked_at),
    worker_ids = excluded.worker_ids`;

const addTotals = `
  INSERT INTO job_totals AS t (metric, label, value)
  SELECT metric, label, value FROM unnest($1::text[], $2::text[], $3::float8[]) AS counted (metric, label, value)
  ORDER BY metric, label
  ON CONFLICT (metric, label) DO UPDATE SET value = t.value + excluded.value`;

function columnsOf(totals: readonly Total[]): [string[], string[], number[]] {
  return [totals.map(({ metric }) => metric), totals.map(({ label }) => label), totals.map(({ value }) => value)];
}
