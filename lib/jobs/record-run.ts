import { sql } from "kysely";
import type { Context, ProcessActor } from "@/lib/access/context";
import { newId } from "@/lib/platform/ids";

/**
 * Runs a task and records in `job_runs` when it ran, for how long, over how many rows, or why it failed.
 * @throws the task's error.
 */
export async function recordRun(
  ctx: Context<ProcessActor>,
  name: string,
  task: (ctx: Context<ProcessActor>) => Promise<number>,
): Promise<number> {
  const id = newId();
  await ctx.db.job(({ kysely }) => kysely.insertInto("job_runs").values({ id, task: name }).execute());
  const finish = (rowCount: number | null, error: string | null) =>
    ctx.db.job(({ kysely }) =>
      kysely
        .updateTable("job_runs")
        .from(kysely.selectNoFrom(sql<Date>`clock_timestamp()`.as("at")).as("end"))
        .set((eb) => ({
          finished_at: eb.ref("end.at"),
          row_count: rowCount,
          error,
          duration_ms: sql<number>`extract(epoch FROM "end".at - started_at) * 1000`,
        }))
        .where("id", "=", id)
        .execute(),
    );
  try {
    const rowCount = await task(ctx);
    await finish(rowCount, null);
    return rowCount;
  } catch (error) {
    // While the database is unavailable, the run stays unfinished, and its own error is passed to the queue.
    await finish(null, String(error)).catch(() => undefined);
    throw error;
  }
}
