import type { Transaction } from "@/lib/db/transaction";
import { agentNotFound } from "./get-agent-figures";
import { goalColumns } from "./goal-columns";
import { firstDayOf } from "./period-days";
import type { PeriodType } from "./period-type";
import { goalNames, type TargetGoals } from "./target-goals";

/** A tenant's target of one period. */
export type TargetKey = { userId: string; agentId: string; type: PeriodType; day: string };
export type LockedTarget = TargetGoals & { id: string };

/**
 * Locks the target of a period, so that two who change it wait for each other; null where there is none.
 * @throws AppError NOT_FOUND for an agent that is not the tenant's.
 */
export async function lockTarget(tx: Transaction, key: TargetKey): Promise<LockedTarget | null> {
  const agent = await tx.query("SELECT FROM agents WHERE user_id = $1 AND id = $2", [key.userId, key.agentId]);
  if (agent.rows.length === 0) throw agentNotFound();
  const { rows } = await tx.query<LockedTarget>(
    `SELECT id, ${goalColumns} FROM agent_targets
      WHERE user_id = $1 AND agent_id = $2 AND target_type = $3 AND target_date = $4::date FOR UPDATE`,
    valuesOf(key),
  );
  return rows[0] ?? null;
}

/** Makes the target of a period; null where somebody else has just made it. */
export async function insertTarget(tx: Transaction, key: TargetKey, goals: TargetGoals): Promise<string | null> {
  const { rows } = await tx.query<{ id: string }>(
    `INSERT INTO agent_targets (user_id, agent_id, target_type, target_date, target_calls, target_success_rate, target_leads,
       target_conversion_rate)
     VALUES ($1, $2, $3, $4::date, $5, $6, $7, $8) ON CONFLICT (agent_id, user_id, target_type, target_date) DO NOTHING RETURNING id`,
    [...valuesOf(key), ...goalNames.map((name) => goals[name])],
  );
  return rows[0]?.id ?? null;
}

export async function writeGoals(tx: Transaction, userId: string, id: string, goals: TargetGoals): Promise<void> {
  await tx.query(
    `UPDATE agent_targets SET target_calls = $3, target_success_rate = $4, target_leads = $5, target_conversion_rate = $6
      WHERE user_id = $1 AND id = $2`,
    [userId, id, ...goalNames.map((name) => goals[name])],
  );
}

export const isWithoutGoals = (goals: TargetGoals) => goalNames.every((name) => goals[name] === null);

const valuesOf = ({ userId, agentId, type, day }: TargetKey) => [userId, agentId, type, firstDayOf(type, day)];
