import type { Context, ProcessActor } from "@/lib/db/context";
import { newId } from "@/lib/platform/ids";

/**
 * Runs a task and writes to `job_runs` when, for how long, over how many rows, or why it failed.
 * @throws whatever the task threw.
 */
export async function recordRun(
  ctx: Context<ProcessActor>,
  name: string,
  task: (ctx: Context<ProcessActor>) => Promise<number>,
): Promise<number> {
  const id = newId();
  await ctx.db.job((tx) => tx.query("INSERT INTO job_runs (id, task) VALUES ($1, $2)", [id, name]));
  const finish = (rowCount: number | null, error: string | null) =>
    ctx.db.job((tx) =>
      tx.query(
        `UPDATE job_runs SET finished_at = run.ended, row_count = $2, error = $3,
           duration_ms = extract(epoch FROM run.ended - started_at) * 1000
         FROM (SELECT clock_timestamp() AS ended) run WHERE id = $1`,
        [id, rowCount, error],
      ),
    );
  try {
    const rowCount = await task(ctx);
    await finish(rowCount, null);
    return rowCount;
  } catch (error) {
    // When the database is away, the run stays unfinished, and its own failure is what the queue hears of.
    await finish(null, String(error)).catch(() => undefined);
    throw error;
  }
}
