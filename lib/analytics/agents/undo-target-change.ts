import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { insertTarget, isWithoutGoals, lockTarget, writeGoals } from "./_agent-target-row";
import { UndoTargetChange } from "./agent-target-schema";
import { goalNames, type TargetGoals } from "./target-goals";

/**
 * Undoes a change of a target, also its creation or deletion: restores the goals that the change affected.
 * @throws AppError NOT_FOUND for an agent that is not the tenant's, CONFLICT when somebody has changed these goals since.
 */
export async function undoTargetChange(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "agent_target.update");
  const given = parseInput(UndoTargetChange, input);
  const before: TargetGoals = {
    calls: given.beforeCalls,
    successRate: given.beforeSuccessRate,
    leads: given.beforeLeads,
    conversionRate: given.beforeConversionRate,
  };
  const after: TargetGoals = {
    calls: given.afterCalls,
    successRate: given.afterSuccessRate,
    leads: given.afterLeads,
    conversionRate: given.afterConversionRate,
  };
  const key = { userId, agentId: given.agentId, type: given.type, day: given.day };
  await ctx.db.tenant(userId, async (tx) => {
    const target = await lockTarget(tx, key);
    if (isWithoutGoals(after)) {
      if (target || isWithoutGoals(before) || !(await insertTarget(tx, key, before))) throw changedSince();
      return;
    }
    const changed = goalNames.filter((name) => before[name] !== after[name]);
    if (!target || changed.some((name) => target[name] !== after[name])) throw changedSince();
    const { id, ...now } = target;
    const undone: TargetGoals = { ...now };
    for (const name of changed) undone[name] = before[name];
    // A target with a goal that was added since is kept.
    if (isWithoutGoals(undone)) await tx.prisma.agentTarget.deleteMany({ where: { userId, id } });
    else await writeGoals(tx, userId, id, undone);
  });
}

function changedSince(): AppError {
  return new AppError("CONFLICT", "Somebody has changed this target since. Nothing was undone.");
}
