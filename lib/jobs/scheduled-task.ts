import type { Context, ProcessActor } from "@/lib/db/context";
import type { Storage } from "@/lib/storage/storage";

export type TaskTools = {
  storage: Storage;
  /** Aborted when the process is to end. */
  signal?: AbortSignal;
  /** Waits, between pieces of work, for what is more urgent. */
  giveWay?: () => Promise<void>;
};

/** Work that the schedule asks for; it may be run again at any time. Says how many rows it removed, wrote or found. */
export type ScheduledTask = (ctx: Context<ProcessActor>, tools: TaskTools) => Promise<number>;
