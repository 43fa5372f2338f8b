import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import { readValue } from "@/lib/db/read-value";
import type { Transaction } from "@/lib/db/transaction";
import type { PlatformHealth } from "./schema";
import { taskNames } from "./tasks";

const listedMax = 20;
const findingsMax = 50;
const tablesMax = 12;
/** A process says every few seconds that it lives. */
const aliveSeconds = 30;

/** How the installation does: the inbox, the jobs, what audits found, triggers and sizes. Admins only. */
export async function getHealth(ctx: Context): Promise<PlatformHealth> {
  requirePermission(ctx, "health.read");
  const now = ctx.clock.now();
  return ctx.db.admin(async (tx) => ({
    inbox: await readInbox(tx),
    reasons: await readReasons(tx),
    setAside: await readSetAside(tx),
    processes: await readProcesses(tx),
    tasks: await readTasks(tx),
    failedJobs: await readFailedJobs(tx),
    ...(await readFindings(tx)),
    ...(await readTriggers(tx)),
    summary: await readSummary(tx),
    ...(await readSizes(tx)),
    asOf: now.toISOString(),
  }));
}

const number = z.coerce.number();
const Inbox = z.object({ pending: number, oldest_pending_seconds: number, waiting: number, quarantined: number });

async function readInbox(tx: Transaction): Promise<PlatformHealth["inbox"]> {
  const { oldest_pending_seconds: oldest, ...counts } = Inbox.parse(
    (await tx.query("SELECT * FROM inbox_state()")).rows[0],
  );
  return { ...counts, oldestPendingSeconds: oldest };
}

async function readReasons({ kysely }: Transaction): Promise<PlatformHealth["reasons"]> {
  const rows = await kysely
    .selectFrom("webhook_events")
    .select(({ fn, ref }) => [
      sql<string>`coalesce(${ref("reason")}, '')`.as("reason"),
      fn.countAll<number>().as("events"),
      fn.max("received_at").as("newest"),
    ])
    .where("status", "=", "quarantined")
    .groupBy("reason")
    .orderBy("events", "desc")
    .execute();
  return rows.map(({ reason, events, newest }) => ({
    reason,
    events: Number(events),
    newestAt: newest.toISOString(),
  }));
}

async function readSetAside({ kysely }: Transaction): Promise<PlatformHealth["setAside"]> {
  const rows = await kysely
    .selectFrom("webhook_events as e")
    .leftJoin("users as u", "u.id", "e.user_id")
    .select([
      "e.id",
      "e.received_at",
      "e.event_type",
      "e.reason",
      "e.detail",
      "e.attempts",
      "u.id as user_id",
      "u.name",
    ])
    .where("e.status", "=", "quarantined")
    .orderBy("e.received_at", "desc")
    .orderBy("e.id", "desc")
    .limit(listedMax)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    receivedAt: row.received_at.toISOString(),
    type: row.event_type,
    reason: row.reason ?? "",
    detail: row.detail,
    attempts: row.attempts,
    tenant: row.user_id === null ? null : { id: row.user_id, name: row.name ?? "" },
  }));
}

async function readProcesses({ kysely }: Transaction): Promise<PlatformHealth["processes"]> {
  const rows = await kysely
    .selectFrom("job_processes")
    .select(({ ref }) => [
      "name",
      "started_at",
      "beat_at",
      sql<boolean>`${ref("beat_at")} > clock_timestamp() - make_interval(secs => ${aliveSeconds})`.as("is_alive"),
    ])
    .orderBy("beat_at", "desc")
    .limit(listedMax)
    .execute();
  return rows.map(({ name, started_at: started, beat_at: beat, is_alive: isAlive }) => ({
    name,
    startedAt: started.toISOString(),
    beatAt: beat.toISOString(),
    isAlive,
  }));
}

const Queue = z.array(z.object({ task: z.string(), state: z.string() }));

async function readTasks(tx: Transaction): Promise<PlatformHealth["tasks"]> {
  const runs = await tx.kysely
    .selectFrom("job_schedule as t")
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("job_runs")
          .select(["started_at", "duration_ms", "row_count", "error"])
          .whereRef("job_runs.task", "=", "t.task")
          .orderBy("started_at", "desc")
          .limit(1)
          .as("r"),
      (join) => join.onTrue(),
    )
    .select(["t.task", "r.started_at", "r.duration_ms", "r.row_count", "r.error"])
    .execute();
  const failed = await tx.kysely
    .selectFrom("job_runs")
    .select(({ fn }) => ["task", fn.countAll<number>().as("failures")])
    .where(sql<boolean>`started_at > now() - interval '1 day'`)
    .where("error", "is not", null)
    .groupBy("task")
    .execute();
  const queue = Queue.parse((await tx.query("SELECT task, state FROM queue_state()")).rows);
  const newest = new Map(runs.map((run) => [run.task, run]));
  const failures = new Map(failed.map(({ task, failures }) => [task, Number(failures)]));
  const queued = new Set(queue.filter(({ state }) => state === "due" || state === "running").map(({ task }) => task));
  return taskNames.map((task) => {
    const run = newest.get(task);
    return {
      task,
      run: run
        ? {
            startedAt: run.started_at.toISOString(),
            durationMs: run.duration_ms,
            rows: run.row_count === null ? null : Number(run.row_count),
            error: run.error,
          }
        : null,
      failures24h: failures.get(task) ?? 0,
      isQueued: queued.has(task),
    };
  });
}

async function readFailedJobs({ kysely }: Transaction): Promise<PlatformHealth["failedJobs"]> {
  const rows = await kysely.selectFrom(functionRows("list_failed_jobs", {})).selectAll().execute();
  return rows.map(({ job, failed_at: failedAt, ...row }) => ({
    ...row,
    id: Number(job),
    failedAt: failedAt.toISOString(),
  }));
}

async function readFindings({ kysely }: Transaction): Promise<Pick<PlatformHealth, "findings" | "findingCount">> {
  const open = kysely.selectFrom("audit_findings as f").where("f.resolved_at", "is", null);
  const { count } = await open.select(({ fn }) => fn.countAll<number>().as("count")).executeTakeFirstOrThrow();
  const rows = await open
    .leftJoin("users as u", "u.id", "f.tenant_id")
    .select([
      "f.id",
      "f.audit",
      "f.check_name",
      "f.tenant_id",
      "u.name",
      "f.table_name",
      "f.row_id",
      "f.detail",
      "f.first_seen_at",
    ])
    .orderBy("f.first_seen_at", "desc")
    .orderBy("f.id")
    .limit(findingsMax)
    .execute();
  return {
    findingCount: Number(count),
    findings: rows.map((row) => ({
      id: row.id,
      audit: row.audit,
      check: row.check_name,
      tenant: row.tenant_id === null ? null : { id: row.tenant_id, name: row.name ?? "Unknown account" },
      table: row.table_name,
      row: row.row_id,
      detail: row.detail,
      firstSeenAt: row.first_seen_at.toISOString(),
    })),
  };
}

async function readTriggers({ kysely }: Transaction): Promise<Pick<PlatformHealth, "triggers" | "triggerTables">> {
  const rows = await kysely.selectFrom(functionRows("get_cache_trigger_health", {})).selectAll().execute();
  const inTrouble = rows.filter((row) => row.disabled_triggers.length > 0 || row.recent_errors > 0);
  return {
    triggerTables: rows.length,
    triggers: inTrouble.map((row) => ({
      table: row.table_name,
      disabled: [...row.disabled_triggers],
      errors: row.recent_errors,
      lastErrorAt: row.last_error_at?.toISOString() ?? null,
    })),
  };
}

async function readSummary({ prisma }: Transaction): Promise<PlatformHealth["summary"]> {
  const state = await prisma.kpiRefreshState.findFirst({ select: { refreshedAt: true, durationMs: true } });
  return { refreshedAt: state?.refreshedAt?.toISOString() ?? null, durationMs: state?.durationMs ?? null };
}

const Sizes = z.array(z.object({ name: z.string(), bytes: number, rows: number }));

async function readSizes(tx: Transaction): Promise<Pick<PlatformHealth, "tables" | "databaseBytes">> {
  const { rows } = await tx.query(
    `SELECT relname AS name, pg_total_relation_size(oid) AS bytes, greatest(reltuples, 0)::bigint AS rows
     FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'm')
     ORDER BY bytes DESC, name LIMIT $1`,
    [tablesMax],
  );
  const size = await readValue(tx.kysely, sql<unknown>`pg_database_size(current_database())`);
  return { tables: Sizes.parse(rows), databaseBytes: number.parse(size) };
}
