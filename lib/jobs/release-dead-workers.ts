import type pg from "pg";

/**
 * Gives back what processes that were killed had taken: their jobs, and the queues in which others wait behind those, which the library
 * itself would keep for four hours. Dead is who has held something for two minutes and has not said for as long that it lives.
 */
export async function releaseDeadWorkers(pool: Pick<pg.Pool, "query">): Promise<void> {
  await pool.query(
    `SELECT graphile_worker.force_unlock_workers(array_agg(held.by))
     FROM (
       SELECT locked_by, max(locked_at) FROM graphile_worker._private_jobs WHERE locked_by IS NOT NULL GROUP BY locked_by
       UNION ALL
       SELECT locked_by, max(locked_at) FROM graphile_worker._private_job_queues WHERE locked_by IS NOT NULL GROUP BY locked_by
     ) held (by, at)
     WHERE held.at < now() - interval '2 minutes' AND NOT EXISTS (
       SELECT FROM job_processes p WHERE held.by = ANY (p.worker_ids) AND p.beat_at > now() - interval '2 minutes')
     HAVING count(*) > 0`,
  );
}
