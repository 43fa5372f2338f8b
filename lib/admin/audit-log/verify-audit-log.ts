import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import type { ChainVerdict } from "./schema";

/**
 * Computes the chain of the audit log again: each entry's hash over all that it says and the hash before it. That this was asked for is entered
 * afterwards. Admins only.
 */
export async function verifyAuditLog(ctx: Context<UserActor>): Promise<ChainVerdict> {
  requirePermission(ctx, "audit_log.read");
  return ctx.db.admin(async (tx) => {
    const faults = await tx.kysely
      .selectFrom(functionRows("verify_audit_chain", {}))
      .select(["entry_number as number", "entry_id as id", "fault"])
      .execute();
    const head = await tx.kysely
      .selectFrom("audit_chain_head")
      .select(["entry_number", "entry_hash"])
      .executeTakeFirstOrThrow();
    const newest = { number: Number(head.entry_number), hash: head.entry_hash };
    await logAdminAction(tx, ctx, {
      action: "audit_log.verify",
      resourceType: "admin_audit_log",
      resourceId: String(newest.number),
      details: { faults: faults.length, hash: newest.hash },
    });
    return {
      entries: newest.number,
      newest,
      faults: faults.map(({ number, ...fault }) => ({ number: Number(number), ...fault })),
    };
  });
}
