import { callFunction } from "@/lib/db/call-function";
import type { ScheduledTask } from "../scheduled-task";

/** Adds up the platform's days that changed since. Returns how many days that were. */
export const refreshPlatformDays: ScheduledTask = (ctx) =>
  ctx.db.job((tx) => callFunction(tx, "refresh_platform_days", {}));

/** Adds up every day of the platform, whether or not anything says that it changed. Returns how many days that were. */
export const recountPlatformDays: ScheduledTask = (ctx) =>
  ctx.db.job((tx) => callFunction(tx, "recount_platform_days", {}));
