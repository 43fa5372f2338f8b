import { z } from "zod";
import type { Database } from "./database";
import type { Transaction } from "./transaction";

const number = z.coerce.number();
const Inbox = z.object({ pending: number, oldest_pending_seconds: number, waiting: number, quarantined: number });
const Queue = z.array(
  z.object({ task: z.string(), state: z.string(), jobs: number, oldest_seconds: number.nullable() }),
);
const Totals = z.array(z.object({ metric: z.string(), label: z.string(), value: number }));
const Processes = z.object({ alive: number, seconds_since_work: number.nullable() });
const Triggers = z.array(z.object({ name: z.string(), calls: number, seconds: number }));
const Counts = z.array(z.object({ label: z.string(), value: number }));

/** What the database knows of how the installation does, of all processes and tenants together. */
export type OperationalState = Awaited<ReturnType<typeof readOperationalState>>;

/** Every statement reads small tables or indexes, so that it can run every few seconds. */
export function readOperationalState(db: Pick<Database, "admin">) {
  return db.admin(async (tx) => ({
    inbox: await one(tx, Inbox, "SELECT * FROM inbox_state()"),
    queue: await all(tx, Queue, "SELECT * FROM queue_state()"),
    totals: await all(tx, Totals, "SELECT metric, label, value FROM job_totals"),
    processes: await one(tx, Processes, aliveProcesses),
    triggers: await all(tx, Triggers, triggerTimes),
    triggerErrors: await all(tx, Counts, recentTriggerErrors),
    findings: await all(
      tx,
      Counts,
      "SELECT audit AS label, count(*) AS value FROM audit_findings WHERE resolved_at IS NULL GROUP BY audit",
    ),
  }));
}

const aliveProcesses = `
  SELECT count(*) FILTER (WHERE beat_at > now() - interval '30 seconds') AS alive,
    extract(epoch FROM clock_timestamp() - max(worked_at))::double precision AS seconds_since_work
  FROM job_processes`;

/** Known where the server's track_functions is pl or all; a function is the time of all the triggers that call it. */
const triggerTimes = `
  SELECT s.funcname AS name, sum(s.calls)::double precision AS calls, sum(s.self_time) / 1000 AS seconds
  FROM pg_stat_user_functions s
  WHERE s.schemaname = 'public' AND s.funcid IN (SELECT tgfoid FROM pg_trigger WHERE NOT tgisinternal)
  GROUP BY s.funcname`;

/** A trigger that fails for every row writes many errors; counting stops here. */
const recentTriggerErrors = `
  SELECT table_name AS label, count(*) AS value
  FROM (SELECT table_name FROM trigger_error_log WHERE occurred_at > now() - interval '1 hour' LIMIT 10000) e
  GROUP BY table_name`;

async function all<T>(tx: Transaction, schema: z.ZodType<T>, sql: string): Promise<T> {
  return schema.parse((await tx.query(sql)).rows);
}

async function one<T>(tx: Transaction, schema: z.ZodType<T>, sql: string): Promise<T> {
  return schema.parse((await tx.query(sql)).rows[0]);
}
