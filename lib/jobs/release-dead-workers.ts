import type pg from "pg";

/**
 * Releases the jobs of killed processes, and the named queues that they block, which the library itself would keep locked for four hours. A
 * worker counts as dead if it has held a lock for two minutes without a heartbeat.
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
