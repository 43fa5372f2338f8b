import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { insertTarget, isWithoutGoals, lockTarget, writeGoals } from "./_agent-target-row";
import { SetAgentTarget } from "./agent-target-schema";
import { goalNames, noGoals, type TargetGoals } from "./target-goals";

export type ChangedTarget = { id: string; before: TargetGoals; after: TargetGoals };

/**
 * Sets what an agent should reach in a period, or changes the target that there is: of its goals, those whose field no longer says what the
 * form showed. The others stay, also where somebody else has changed them meanwhile. The database counts what has been reached already.
 * @throws AppError BAD_REQUEST for a wrong field or when no goal is left, NOT_FOUND for an agent that is not the tenant's.
 */
export async function setAgentTarget(ctx: Context, input: unknown): Promise<ChangedTarget> {
  const { userId } = requirePermission(ctx, "agent_target.update");
  const given = parseInput(SetAgentTarget, input);
  const key = { userId, agentId: given.agentId, type: given.type, day: given.day };
  return ctx.db.tenant(userId, async (tx) => {
    let target = await lockTarget(tx, key);
    if (!target) {
      const after = pickGoals((name) => given[name]);
      requireGoal(after);
      const id = await insertTarget(tx, key, after);
      if (id !== null) return { id, before: noGoals, after };
      target = await lockTarget(tx, key);
      if (!target) throw new AppError("CONFLICT", "Somebody else is changing this target. Try again in a moment.");
    }
    const { id, ...before } = target;
    const shown = {
      calls: given.wasCalls,
      successRate: given.wasSuccessRate,
      leads: given.wasLeads,
      conversionRate: given.wasConversionRate,
    };
    const after = pickGoals((name) => (given[name] === shown[name] ? before[name] : given[name]));
    requireGoal(after);
    if (isWithoutGoals(given)) requireChange(before, after);
    await writeGoals(tx, userId, id, after);
    return { id, before, after };
  });
}

function pickGoals(of: (name: keyof TargetGoals) => number | null): TargetGoals {
  return {
    calls: of("calls"),
    successRate: of("successRate"),
    leads: of("leads"),
    conversionRate: of("conversionRate"),
  };
}

function requireGoal(goals: TargetGoals): void {
  if (isWithoutGoals(goals)) throw noGoalGiven();
}

/** Refuses a form that was submitted empty. */
function requireChange(before: TargetGoals, after: TargetGoals): void {
  if (goalNames.every((name) => before[name] === after[name])) throw noGoalGiven();
}

function noGoalGiven(): AppError {
  return new AppError("BAD_REQUEST", "Set at least one target.", { fields: { calls: "Set at least one target." } });
}
