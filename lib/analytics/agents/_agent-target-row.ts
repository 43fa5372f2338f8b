import { refusedAs } from "@/lib/db/refused-as";
import type { Transaction } from "@/lib/db/transaction";
import { firstDayOf } from "../period-days";
import type { PeriodType } from "../period-type";
import { agentNotFound } from "./get-agent-metrics";
import { goalColumns } from "./goal-columns";
import { goalNames, type TargetGoals } from "./target-goals";

/** A tenant's target of one period. */
export type TargetKey = { userId: string; agentId: string; type: PeriodType; day: string };
export type LockedTarget = TargetGoals & { id: string };

/**
 * Locks the target of a period, so that two who change it wait for each other; null where there is none.
 * @throws AppError NOT_FOUND for an agent that is not the tenant's.
 */
export async function lockTarget(tx: Transaction, key: TargetKey): Promise<LockedTarget | null> {
  const { userId, agentId, type, day } = key;
  const agent = await tx.prisma.agent.findFirst({ where: { userId, id: agentId }, select: { id: true } });
  if (!agent) throw agentNotFound();
  const target = await tx.kysely
    .selectFrom("agent_targets")
    .select(["id", ...goalColumns])
    .where("user_id", "=", userId)
    .where("agent_id", "=", agentId)
    .where("target_type", "=", type)
    .where("target_date", "=", firstDayOf(type, day))
    .forUpdate()
    .executeTakeFirst();
  return target ?? null;
}

const refuseTarget = refusedAs({ agent_targets_agent_id_user_id_fkey: agentNotFound });

/**
 * Creates the target of a period; null if another request has just created it.
 * @throws AppError NOT_FOUND for an agent that has just gone.
 */
export async function insertTarget(
  { kysely }: Transaction,
  { userId, agentId, type, day }: TargetKey,
  goals: TargetGoals,
): Promise<string | null> {
  const made = await kysely
    .insertInto("agent_targets")
    .values({
      user_id: userId,
      agent_id: agentId,
      target_type: type,
      target_date: firstDayOf(type, day),
      ...columnsOf(goals),
    })
    .onConflict((conflict) => conflict.columns(["agent_id", "user_id", "target_type", "target_date"]).doNothing())
    .returning("id")
    .executeTakeFirst()
    .catch(refuseTarget);
  return made?.id ?? null;
}

export async function writeGoals(
  { kysely }: Transaction,
  userId: string,
  id: string,
  goals: TargetGoals,
): Promise<void> {
  await kysely
    .updateTable("agent_targets")
    .set(columnsOf(goals))
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .execute();
}

export const isWithoutGoals = (goals: TargetGoals) => goalNames.every((name) => goals[name] === null);

/** Rates are decimals, which are written as text. */
const columnsOf = ({ calls, successRate, leads, conversionRate }: TargetGoals) => ({
  target_calls: calls,
  target_success_rate: successRate === null ? null : String(successRate),
  target_leads: leads,
  target_conversion_rate: conversionRate === null ? null : String(conversionRate),
});
