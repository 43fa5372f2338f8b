import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { callIds } from "./call-ids";
import { callNotFound } from "./get-call";
import { callOutcomes } from "./schema";

const outcomes = [...callOutcomes, "provider"] as const;
const Input = z.object({ callIds, outcome: z.enum(outcomes, "Choose how the call ended.") });

/** Calls with the outcome that a person had given them before, or "provider" where nobody had: set again, it takes a change back. */
export type ReplacedOutcome = { outcome: (typeof outcomes)[number]; callIds: string[] };

/**
 * Says how calls ended, in place of the provider; "provider" takes that back. What the provider says stays beside it and is renewed by
 * its corrections. A call that has not ended has no outcome and is left as it is.
 * @returns how many calls have the outcome now, and what it replaced.
 * @throws AppError BAD_REQUEST for a wrong field, NOT_FOUND when none of the calls is the tenant's or has ended.
 */
export async function setCallOutcomes(
  ctx: Context,
  input: unknown,
): Promise<{ count: number; replaced: ReplacedOutcome[] }> {
  const { userId } = requirePermission(ctx, "call.update");
  const { callIds: ids, outcome } = parseInput(Input, input);
  const replaced = await ctx.db.tenant(userId, async (tx) => {
    // Whoever changes several calls takes the tenant's row first, as ingestion does; nobody else's change comes between.
    await tx.query("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", [userId]);
    const { rows } = await tx.query<ReplacedOutcome>(
      `SELECT coalesce(edited_outcome, 'provider') AS outcome, array_agg(call_id ORDER BY call_id) AS "callIds"
         FROM agent_call_outcomes WHERE user_id = $1 AND call_id = ANY ($2::uuid[]) GROUP BY 1 ORDER BY 1`,
      [userId, ids],
    );
    await tx.query(
      `UPDATE agent_call_outcomes SET edited_outcome = nullif(nullif($3::varchar, 'provider'), provider_outcome)
        WHERE user_id = $1 AND call_id = ANY ($2::uuid[])`,
      [userId, ids, outcome],
    );
    return rows;
  });
  if (replaced.length === 0) throw callNotFound();
  return { count: replaced.reduce((sum, { callIds }) => sum + callIds.length, 0), replaced };
}
