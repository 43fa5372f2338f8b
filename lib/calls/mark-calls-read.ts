import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { anyOf } from "@/lib/lists/any-of";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { lockTenant } from "./_lock-tenant";
import { callIds } from "./call-ids";

const Input = z.object({ callIds, isRead: z.enum(["true", "false"]).default("true") });

/**
 * Marks the leads of these calls as read, or as unread again; calls without a lead are left as they are.
 * @returns the calls whose mark changed.
 * @throws AppError BAD_REQUEST for a wrong field, NOT_FOUND when none of the calls is the tenant's and has a lead.
 */
export async function markCallsRead(ctx: Context, input: unknown): Promise<{ changed: string[] }> {
  const { userId } = requirePermission(ctx, "call.update");
  const { callIds: ids, isRead } = parseInput(Input, input);
  return ctx.db.tenant(userId, async ({ kysely }) => {
    await lockTenant(kysely, userId);
    const lead = await kysely
      .selectFrom("lead_analytics")
      .select("call_id")
      .where("user_id", "=", userId)
      .where("call_id", "=", anyOf(ids))
      .limit(1)
      .executeTakeFirst();
    if (!lead) throw new AppError("NOT_FOUND", "None of these calls produced a lead.");
    const changed = await kysely
      .updateTable("lead_analytics")
      .set({ is_read: isRead === "true" })
      .where("user_id", "=", userId)
      .where("call_id", "=", anyOf(ids))
      .where("is_read", "<>", isRead === "true")
      .returning("call_id")
      .execute();
    return { changed: changed.map(({ call_id }) => call_id) };
  });
}
