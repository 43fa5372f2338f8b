import type { Context } from "@/lib/access/context";
import { callFunction } from "@/lib/db/call-function";

/** Requeues imports that stalled because their process ended. @returns how many. */
export async function requestStalledImports(ctx: Pick<Context, "db">): Promise<number> {
  return ctx.db.job((tx) => callFunction(tx, "request_stalled_contact_imports", {}));
}
