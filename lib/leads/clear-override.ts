import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { setOverride } from "./_set-override";
import { ClearOverrideInput } from "./schema";

/**
 * Takes a person's score of a call's lead away, so that the AI's newest counts again. Where there is none, nothing changes.
 * @throws AppError NOT_FOUND for a call without a lead or of another tenant.
 */
export async function clearOverride(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "lead.judge");
  const { callId } = parseInput(ClearOverrideInput, input);
  await setOverride(ctx.db, userId, callId, { score: null, reason: null });
}
