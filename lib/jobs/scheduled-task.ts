import type { Context, ProcessActor } from "@/lib/db/context";

/** Work that the schedule asks for; it may be run again at any time. Says how many rows it removed, wrote or found. */
export type ScheduledTask = (ctx: Context<ProcessActor>) => Promise<number>;
