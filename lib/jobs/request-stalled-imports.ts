import { callFunction } from "@/lib/db/call-function";
import type { Context } from "@/lib/db/context";

/** Asks again for imports that are under way and stand still, since the process that was at them has ended; says how many. */
export async function requestStalledImports(ctx: Pick<Context, "db">): Promise<number> {
  return ctx.db.job((tx) => callFunction(tx, "request_stalled_contact_imports", {}));
}
