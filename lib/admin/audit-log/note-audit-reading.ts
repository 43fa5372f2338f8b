import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";

const hourMs = 3_600_000;
/** Whoever did more than this within the hour is noted again. */
const lookedAtMax = 200;

/** Enters into the audit log that somebody reads it, once an hour. Admins only. */
export async function noteAuditReading(ctx: Context<UserActor>): Promise<void> {
  const { userId } = requirePermission(ctx, "audit_log.read");
  const since = new Date(ctx.clock.now().getTime() - hourMs);
  await ctx.db.admin(async (tx) => {
    // Of two tabs at once, the second finds the entry of the first.
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('reads the audit log'), hashtext($1::text))", [userId]);
    const noted = await tx.kysely
      .selectFrom((eb) =>
        eb
          .selectFrom("admin_audit_log")
          .select(["action", "created_at"])
          .where("admin_user_id", "=", userId)
          .orderBy("entry_number", "desc")
          .limit(lookedAtMax)
          .as("newest"),
      )
      .select("action")
      .where("action", "=", "audit_log.read")
      .where("created_at", ">", since)
      .limit(1)
      .executeTakeFirst();
    if (noted) return;
    await logAdminAction(tx, ctx, {
      action: "audit_log.read",
      resourceType: "admin_audit_log",
      resourceId: "all",
      details: {},
    });
  });
}
