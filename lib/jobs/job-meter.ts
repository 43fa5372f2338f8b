import type { WorkerEvents } from "graphile-worker";

export type Total = { metric: string; label: string; value: number };

/** What this process has counted and not written down yet. */
export type JobMeter = {
  add(metric: string, label: string, value?: number): void;
  /** Counts runs, failures and seconds of every task that workers with these events run. */
  follow(events: WorkerEvents): void;
  /** Takes what was counted; it is added again when it could not be written down. */
  take(): Total[];
};

/** Names come from the code alone; whatever else is in the queue is one kind. */
export function createJobMeter(tasks: ReadonlySet<string>): JobMeter {
  const counted = new Map<string, Total>();
  const add = (metric: string, label: string, value = 1) => {
    const key = `${metric} ${label}`;
    const total = counted.get(key) ?? { metric, label, value: 0 };
    counted.set(key, { ...total, value: total.value + value });
  };
  return {
    add,
    follow(events) {
      const startedMs = new Map<string, number>();
      const labelOf = (task: string) => (tasks.has(task) ? task : "other");
      events.on("job:start", ({ job }) => startedMs.set(job.id, performance.now()));
      events.on("job:error", ({ job }) => add("failures", labelOf(job.task_identifier)));
      events.on("job:complete", ({ job }) => {
        const label = labelOf(job.task_identifier);
        add("runs", label);
        add("seconds", label, (performance.now() - (startedMs.get(job.id) ?? performance.now())) / 1000);
        startedMs.delete(job.id);
      });
    },
    take() {
      const taken = [...counted.values()];
      counted.clear();
      return taken;
    },
  };
}
