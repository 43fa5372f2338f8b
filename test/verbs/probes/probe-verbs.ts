import type { Context, ProcessActor, TenantContext, UserActor } from "@/lib/access/context";
import type { AdminContext } from "@/lib/access/log-admin-action";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";

// What a verb may look like, as it should be and as it should not; nothing runs these.

export async function asksFirst(ctx: Context): Promise<string> {
  const { userId } = requirePermission(ctx, "call.read");
  return userId;
}

export async function asksNobody(ctx: Context<UserActor>): Promise<string> {
  return ctx.actor.userId;
}

export async function asksTooLate(ctx: Pick<Context, "actor" | "db">): Promise<number> {
  const found = await ctx.db.tenant("", async () => 1);
  requirePermission(ctx, "call.read");
  return found;
}

export const isAnArrow = async (ctx: TenantContext) => ctx.actor.role;

export const asksInAnArrow = async (ctx: TenantContext) => {
  requirePermission(ctx, "call.read");
  return ctx.actor.role;
};

export async function comparesRoles(ctx: Context<UserActor>): Promise<void> {
  if (ctx.actor.role === "user") throw new Error("requirePermission(ctx");
}

export async function worksForNobody(ctx: Context<ProcessActor>): Promise<string> {
  return ctx.actor.kind;
}

export async function writesSilently(ctx: Context<UserActor>): Promise<void> {
  requirePermission(ctx, "setting.update");
  await ctx.db.admin((tx) => tx.query("UPDATE system_config SET config_value = ''"));
}

export async function writesThroughAnother(ctx: Context<UserActor>): Promise<void> {
  requirePermission(ctx, "setting.update");
  await ctx.db.admin((tx) => enter(tx, ctx));
}

async function enter(tx: Parameters<typeof logAdminAction>[0], ctx: AdminContext): Promise<void> {
  await logAdminAction(tx, ctx, { action: "setting.update", resourceType: "probe", resourceId: "1", details: {} });
}
