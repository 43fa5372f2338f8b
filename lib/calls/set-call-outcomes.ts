import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { anyOf } from "@/lib/lists/any-of";
import { oneOf } from "@/lib/platform/one-of";
import { parseInput } from "@/lib/platform/parse-input";
import { lockTenant } from "./_lock-tenant";
import { callIds } from "./call-ids";
import { callNotFound } from "./get-call";
import { callOutcomes } from "./schema";

const outcomes = [...callOutcomes, "provider"] as const;
const Input = z.object({ callIds, outcome: z.enum(outcomes, "Choose how the call ended.") });

/** Calls with the outcome that a person had given them before, or "provider" if nobody had; setting it again undoes a change. */
export type ReplacedOutcome = { outcome: (typeof outcomes)[number]; callIds: string[] };

/**
 * Overrides the provider's outcome of calls; "provider" removes the override. The provider's outcome is kept, and updated by its
 * corrections. A call that has not ended has no outcome and is left as it is.
 * @returns how many calls have the outcome now, and what it replaced.
 * @throws AppError BAD_REQUEST for a wrong field, NOT_FOUND when none of the calls is the tenant's or has ended.
 */
export async function setCallOutcomes(
  ctx: Context,
  input: unknown,
): Promise<{ count: number; replaced: ReplacedOutcome[] }> {
  const { userId } = requirePermission(ctx, "call.update");
  const { callIds: ids, outcome } = parseInput(Input, input);
  const replaced = await ctx.db.tenant(userId, async ({ kysely }) => {
    await lockTenant(kysely, userId);
    const rows = await kysely
      .selectFrom("agent_call_outcomes")
      .select([
        sql<string>`coalesce(edited_outcome, 'provider')`.as("outcome"),
        sql<string[]>`array_agg(call_id ORDER BY call_id)`.as("callIds"),
      ])
      .where("user_id", "=", userId)
      .where("call_id", "=", anyOf(ids))
      .groupBy(sql`1`)
      .orderBy(sql`1`)
      .execute();
    await kysely
      .updateTable("agent_call_outcomes")
      .set({ edited_outcome: sql`nullif(nullif(${outcome}::varchar, 'provider'), provider_outcome)` })
      .where("user_id", "=", userId)
      .where("call_id", "=", anyOf(ids))
      .execute();
    return rows.map((row) => ({ ...row, outcome: oneOf(outcomes, row.outcome) }));
  });
  if (replaced.length === 0) throw callNotFound();
  return { count: replaced.reduce((sum, { callIds }) => sum + callIds.length, 0), replaced };
}
