import { hostname } from "node:os";
import { sql } from "kysely";
import type { Database } from "@/lib/db/database";
import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { Logger } from "@/lib/platform/logger";
import { addTotal, type Total, takeTotals } from "@/lib/platform/totals";
import type { Workers } from "./keep-workers";

export type Heart = {
  /** Records the heartbeat at once. */
  beat(): Promise<void>;
  stop(): Promise<void>;
};

const beatMs = 5_000;

/**
 * Records every few seconds that this process lives, when its workers last worked, and what it counted, over the connections
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
        await noteProcess(tx, { id, name, worked_at: workers.workedAt(), worker_ids: workers.workerIds() });
        await tx.kysely
          .deleteFrom("job_processes")
          .where("beat_at", "<", sql<Date>`now() - interval '1 hour'`)
          .execute();
        if (totals.length > 0) await writeTotals(tx, totals);
      });
    } catch (error) {
      for (const { metric, label, value } of totals) addTotal(metric, label, value);
      logger.warn({ err: error }, "The job process could not record its heartbeat.");
    }
  };
  // One after another: two concurrent ones could overwrite a newer time with an older one.
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
      await db.job(({ prisma }) => prisma.jobProcess.deleteMany({ where: { id } })).catch(() => undefined);
    },
  };
}

type Process = { id: string; name: string; worked_at: Date | null; worker_ids: string[] };

async function noteProcess({ kysely }: Transaction, process: Process): Promise<void> {
  await kysely
    .insertInto("job_processes")
    .values(process)
    .onConflict((conflict) =>
      conflict.column("id").doUpdateSet((eb) => ({
        beat_at: sql<Date>`clock_timestamp()`,
        worked_at: eb.fn.coalesce("excluded.worked_at", "job_processes.worked_at"),
        worker_ids: eb.ref("excluded.worker_ids"),
      })),
    )
    .execute();
}

async function writeTotals({ kysely }: Transaction, totals: readonly Total[]): Promise<void> {
  await kysely
    .insertInto("job_totals")
    // All processes use the same order, to avoid deadlocks.
    .values(totals.toSorted((a, b) => (`${a.metric} ${a.label}` < `${b.metric} ${b.label}` ? -1 : 1)))
    .onConflict((conflict) =>
      conflict
        .columns(["metric", "label"])
        .doUpdateSet((eb) => ({ value: eb("job_totals.value", "+", eb.ref("excluded.value")) })),
    )
    .execute();
}
