import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { setOverride } from "./_set-override";
import { OverrideInput } from "./schema";

/**
 * Overrides the AI's score of a call's lead, which is kept. Tag and qualification follow from the current settings.
 * @throws AppError BAD_REQUEST for an invalid score or reason, NOT_FOUND for a call without a lead or of another tenant.
 */
export async function overrideScore(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "lead.judge");
  const { callId, score, reason } = parseInput(OverrideInput, input);
  await setOverride(ctx.db, userId, callId, { score, reason });
}
