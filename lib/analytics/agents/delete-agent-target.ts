import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { goalColumns } from "./goal-columns";
import type { TargetGoals } from "./target-goals";

const DeleteAgentTarget = z.object({ targetId: z.uuid() });

/**
 * Takes back a target of an agent.
 * @returns the goals that it had.
 * @throws AppError NOT_FOUND for one that is missing or another tenant's.
 */
export async function deleteAgentTarget(ctx: Context, input: unknown): Promise<TargetGoals> {
  const { userId } = requirePermission(ctx, "agent_target.update");
  const { targetId } = parseInput(DeleteAgentTarget, input);
  const goals = await ctx.db.tenant(userId, (tx) =>
    tx.kysely
      .deleteFrom("agent_targets")
      .where("user_id", "=", userId)
      .where("id", "=", targetId)
      .returning(goalColumns)
      .executeTakeFirst(),
  );
  if (!goals) throw new AppError("NOT_FOUND", "There is no such target.");
  return goals;
}
