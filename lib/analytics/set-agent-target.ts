import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { SetAgentTarget } from "./agent-target-schema";
import { agentNotFound } from "./get-agent-figures";
import { firstDayOf } from "./period-days";

/**
 * Sets or changes what an agent should reach in a period; the database counts what it has reached already.
 * @throws AppError BAD_REQUEST for a wrong field or no target at all, NOT_FOUND for an agent that is not the tenant's.
 */
export async function setAgentTarget(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "agent_target.update");
  const target = parseInput(SetAgentTarget, input);
  return ctx.db.tenant(userId, async (tx) => {
    const agent = await tx.query("SELECT FROM agents WHERE user_id = $1 AND id = $2", [userId, target.agentId]);
    if (agent.rows.length === 0) throw agentNotFound();
    const { rows } = await tx.query<{ id: string }>(
      `INSERT INTO agent_targets (agent_id, user_id, target_type, target_date, target_calls, target_success_rate, target_leads,
         target_conversion_rate)
       VALUES ($1, $2, $3, $4::date, $5, $6, $7, $8)
       ON CONFLICT (agent_id, user_id, target_type, target_date) DO UPDATE SET target_calls = excluded.target_calls,
         target_success_rate = excluded.target_success_rate, target_leads = excluded.target_leads,
         target_conversion_rate = excluded.target_conversion_rate
       RETURNING id`,
      [
        target.agentId,
        userId,
        target.type,
        firstDayOf(target.type, target.day),
        target.calls ?? null,
        target.successRate ?? null,
        target.leads ?? null,
        target.conversionRate ?? null,
      ],
    );
    return { id: rows[0]?.id ?? "" };
  });
}
