import type { WorkerEvents } from "graphile-worker";

export type WorkWatch = {
  follow(events: WorkerEvents): void;
  /** When workers were last seen to work, or null when they never were. */
  workedAt(): Date | null;
};

/** Jobs may take long: for this time a process whose slots are all in use counts as working without a further heartbeat. */
const busyMsMax = 30 * 60_000;

/** Derives from worker events whether the queue answers: with a job, with the end of one, or with none. */
export function createWorkWatch(concurrency: number): WorkWatch {
  let seenMs: number | null = null;
  let running = new Set<string>();
  return {
    follow(events) {
      const mine = new Set<string>();
      running = mine;
      const see = () => {
        seenMs = Date.now();
      };
      events.on("worker:getJob:empty", see);
      events.on("job:start", ({ job }) => {
        mine.add(job.id);
        see();
      });
      events.on("job:complete", ({ job }) => {
        mine.delete(job.id);
        see();
      });
    },
    workedAt() {
      if (seenMs === null) return null;
      const isBusy = running.size >= concurrency && Date.now() - seenMs < busyMsMax;
      return new Date(isBusy ? Date.now() : seenMs);
    },
  };
}
