import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
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
  return ctx.db.tenant(userId, async (tx) => {
    await tx.query("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [userId]);
    const leads = await tx.query("SELECT FROM lead_analytics WHERE user_id = $1 AND call_id = ANY ($2::uuid[])", [
      userId,
      ids,
    ]);
    if (leads.rowCount === 0) throw new AppError("NOT_FOUND", "None of these calls brought a lead.");
    const { rows } = await tx.query<{ call_id: string }>(
      `UPDATE lead_analytics SET is_read = $3 WHERE user_id = $1 AND call_id = ANY ($2::uuid[]) AND is_read <> $3
       RETURNING call_id`,
      [userId, ids, isRead === "true"],
    );
    return { changed: rows.map(({ call_id }) => call_id) };
  });
}
