import type { WorkerEvents } from "graphile-worker";
import { addTotal } from "@/lib/platform/totals";

/** Counts runs, failures and seconds of every task that workers with these events run; tasks that are not in `tasks` share one label. */
export function countJobs(events: WorkerEvents, tasks: ReadonlySet<string>): void {
  const startedMs = new Map<string, number>();
  const labelOf = (task: string) => (tasks.has(task) ? task : "other");
  events.on("job:start", ({ job }) => startedMs.set(job.id, performance.now()));
  events.on("job:error", ({ job }) => addTotal("failures", labelOf(job.task_identifier)));
  events.on("job:complete", ({ job }) => {
    const label = labelOf(job.task_identifier);
    const sinceMs = startedMs.get(job.id);
    startedMs.delete(job.id);
    addTotal("runs", label);
    if (sinceMs !== undefined) addTotal("seconds", label, (performance.now() - sinceMs) / 1000);
  });
}
