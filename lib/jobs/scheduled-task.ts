import type { Context, ProcessActor } from "@/lib/access/context";
import type { Storage } from "@/lib/storage/storage";

export type TaskTools = {
  storage: Storage;
  /** Aborted when the process is to end. */
  signal?: AbortSignal;
  /** Waits, between pieces of work, for what is more urgent. */
  giveWay?: () => Promise<void>;
};

/** A scheduled task; it can be repeated at any time. Returns how many rows it removed, wrote or found. */
export type ScheduledTask = (ctx: Context<ProcessActor>, tools: TaskTools) => Promise<number>;
