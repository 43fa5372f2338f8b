import { Counter, Gauge, Registry } from "prom-client";
import type { Database } from "@/lib/db/database";
import { type OperationalState, readOperationalState } from "@/lib/db/read-operational-state";
import { getLogger } from "@/lib/platform/logger";
import { readOwnGauges } from "./own-gauges";

type Labels = Record<string, string>;
type Sample = { labels: Labels; value: number };

/**
 * What the database knows, of all processes together, in a registry recreated each time, so that nothing is said about a label that no
 * longer exists. While the database is unavailable this is reported, and the process's own metrics are still returned.
 */
export async function databaseMetrics(db: Database): Promise<Registry> {
  const registry = new Registry();
  const { gauge, counter } = into(registry);
  for (const { pool, total, idle, waiting } of db.listPools()) {
    gauge("callwright_pool_connections", "Connections of a pool of this process.", [
      { labels: { pool, state: "used" }, value: total - idle },
      { labels: { pool, state: "idle" }, value: idle },
    ]);
    gauge("callwright_pool_waiting", "Requests waiting for a connection of a pool of this process.", [
      { labels: { pool }, value: waiting },
    ]);
  }
  try {
    writeState(await readOperationalState(db), { gauge, counter });
    for (const { name, help, value } of await readOwnGauges(db)) gauge(name, help, [{ labels: {}, value }]);
    gauge("callwright_database_up", "Whether the database answered.", [{ labels: {}, value: 1 }]);
  } catch (error) {
    getLogger().warn({ err: error }, "The database gave no metrics.");
    gauge("callwright_database_up", "Whether the database answered.", [{ labels: {}, value: 0 }]);
  }
  return registry;
}

function writeState(state: OperationalState, { gauge, counter }: ReturnType<typeof into>): void {
  const { inbox, queue, processes, triggers, triggerErrors, findings } = state;
  gauge(
    "callwright_events",
    "Events in the inbox that are not processed yet.",
    (["pending", "waiting", "quarantined"] as const).map((name) => ({ labels: { state: name }, value: inbox[name] })),
  );
  gauge("callwright_oldest_pending_event_seconds", "Age of the oldest pending event; 0 when there is none.", [
    { labels: {}, value: inbox.oldest_pending_seconds },
  ]);
  counter(
    "callwright_events_finished_total",
    "Events by how their processing ended.",
    totalsOf(state, "events", "status"),
  );
  counter("callwright_job_runs_total", "Runs of a task, whatever their result.", totalsOf(state, "runs", "task"));
  counter("callwright_job_failures_total", "Runs of a task that failed.", totalsOf(state, "failures", "task"));
  counter("callwright_job_seconds_total", "Time that runs of a task took.", totalsOf(state, "seconds", "task"));
  gauge(
    "callwright_jobs",
    "Jobs in the queue: due, running, scheduled for later, or failed for good.",
    queue.map(({ task, state: jobState, jobs }) => ({ labels: { task, state: jobState }, value: jobs })),
  );
  gauge(
    "callwright_oldest_due_job_seconds",
    "How long the oldest due job of a task has waited.",
    queue.flatMap(({ task, state: jobState, oldest_seconds }) =>
      jobState === "due" ? [{ labels: { task }, value: oldest_seconds ?? 0 }] : [],
    ),
  );
  gauge("callwright_job_processes", "Job processes with a heartbeat within the last 30 seconds.", [
    { labels: {}, value: processes.alive },
  ]);
  if (processes.seconds_since_work !== null) {
    gauge("callwright_seconds_since_jobs_worked", "How long ago the queue last answered such a process.", [
      { labels: {}, value: processes.seconds_since_work },
    ]);
  }
  const ofTriggers = (value: (trigger: (typeof triggers)[number]) => number) =>
    triggers.map((trigger) => ({ labels: { function: trigger.name }, value: value(trigger) }));
  counter(
    "callwright_trigger_calls_total",
    "Calls of a trigger's function.",
    ofTriggers(({ calls }) => calls),
  );
  counter(
    "callwright_trigger_seconds_total",
    "Time in a trigger's function alone.",
    ofTriggers(({ seconds }) => seconds),
  );
  gauge(
    "callwright_trigger_errors",
    "Failures of triggers within the last hour, up to 10,000.",
    triggerErrors.map(({ label, value }) => ({ labels: { table: label }, value })),
  );
  gauge(
    "callwright_audit_findings",
    "Open findings of the nightly audits.",
    findings.map(({ label, value }) => ({ labels: { audit: label }, value })),
  );
}

function totalsOf({ totals }: OperationalState, metric: string, label: string): Sample[] {
  return totals.flatMap((total) =>
    total.metric === metric ? [{ labels: { [label]: total.label }, value: total.value }] : [],
  );
}

/** Writes samples under a name; several calls add to the same metric, and one without samples says nothing. */
function into(registry: Registry) {
  const registers = [registry];
  const labelNamesOf = (sample: Sample) => Object.keys(sample.labels);
  return {
    gauge(name: string, help: string, samples: readonly Sample[]) {
      for (const sample of samples) {
        const found = registry.getSingleMetric(name);
        const metric =
          found instanceof Gauge ? found : new Gauge({ name, help, labelNames: labelNamesOf(sample), registers });
        metric.set(sample.labels, sample.value);
      }
    },
    counter(name: string, help: string, samples: readonly Sample[]) {
      for (const sample of samples) {
        const found = registry.getSingleMetric(name);
        const metric =
          found instanceof Counter ? found : new Counter({ name, help, labelNames: labelNamesOf(sample), registers });
        metric.inc(sample.labels, sample.value);
      }
    },
  };
}
