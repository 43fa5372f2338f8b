import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";

const DeleteAgentTarget = z.object({ targetId: z.uuid() });

/**
 * Takes back a target of an agent.
 * @throws AppError NOT_FOUND for one that is missing or another tenant's.
 */
export async function deleteAgentTarget(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "agent_target.update");
  const { targetId } = parseInput(DeleteAgentTarget, input);
  const removed = await ctx.db.tenant(userId, (tx) =>
    tx.query("DELETE FROM agent_targets WHERE user_id = $1 AND id = $2 RETURNING id", [userId, targetId]),
  );
  if (removed.rows.length === 0) throw new AppError("NOT_FOUND", "There is no such target.");
}
