import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { setOverride } from "./_set-override";
import { OverrideInput } from "./schema";

/**
 * Lets a person's score count for a call's lead instead of the AI's, which is kept. Tag and qualification follow by the settings of today.
 * @throws AppError BAD_REQUEST for a score or a reason that is none, NOT_FOUND for a call without a lead or of another tenant.
 */
export async function overrideScore(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "lead.judge");
  const { callId, score, reason } = parseInput(OverrideInput, input);
  await setOverride(ctx.db, userId, callId, { score, reason });
}
