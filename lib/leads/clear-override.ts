import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { setOverride } from "./_set-override";
import { ClearOverrideInput } from "./schema";

/**
 * Removes a person's score of a call's lead, so that the AI's newest counts again. Does nothing if there is none.
 * @throws AppError NOT_FOUND for a call without a lead or of another tenant.
 */
export async function clearOverride(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "lead.judge");
  const { callId } = parseInput(ClearOverrideInput, input);
  await setOverride(ctx.db, userId, callId, { score: null, reason: null });
}
