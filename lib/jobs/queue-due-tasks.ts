import type { ParsedCronItem } from "graphile-worker";
import { sql } from "kysely";
import type pg from "pg";
import { openKysely } from "@/lib/db/open-kysely";

const minuteMs = 60_000;
const lookBackMinutesMax = 7 * 24 * 60;

/**
 * Queues every task whose newest slot is not queued yet: once per cluster, however many processes check at the same time, and once for all
 * slots that were missed.
 */
export async function queueDueTasks(
  pool: Pick<pg.Pool, "query">,
  schedule: readonly ParsedCronItem[],
  now: Date,
): Promise<void> {
  const due = schedule.map((item) => ({
    task: item.task,
    slot: newestSlot(item, now),
    queue: item.options.queueName ?? null,
  }));
  await sql`
    WITH due AS (
      SELECT * FROM unnest(
        ${due.map(({ task }) => task)}::text[], ${due.map(({ slot }) => slot)}::timestamptz[],
        ${due.map(({ queue }) => queue)}::text[]) AS d (task, slot, queue)
    ), claimed AS (
      INSERT INTO job_schedule AS s (task, last_slot) SELECT task, slot FROM due ORDER BY task
      ON CONFLICT (task) DO UPDATE SET last_slot = excluded.last_slot WHERE s.last_slot < excluded.last_slot
      RETURNING task
    )
    SELECT graphile_worker.add_job(due.task, queue_name => due.queue, job_key => due.task, max_attempts => 3)
    FROM due JOIN claimed ON claimed.task = due.task`.execute(openKysely(pool));
}

function newestSlot(item: ParsedCronItem, now: Date): Date {
  const minute = Math.floor(now.getTime() / minuteMs);
  for (let back = 0; back <= lookBackMinutesMax; back += 1) {
    const slot = new Date((minute - back) * minuteMs);
    const digest = {
      min: slot.getUTCMinutes(),
      hour: slot.getUTCHours(),
      date: slot.getUTCDate(),
      month: slot.getUTCMonth() + 1,
      dow: slot.getUTCDay(),
    };
    if (item.match(digest)) return slot;
  }
  throw new Error(`The task ${item.task} is due less than once a week.`);
}
