import { type Refusals, refusedAs } from "@/lib/db/refused-as";
import { AppError } from "@/lib/platform/errors";

const contradicts: Refusals[string] = (refusal) => new AppError("BAD_REQUEST", refusal.message, { cause: refusal });

/**
 * Handles the database's error for settings that contradict each other, which only the database can detect while several administrators
 * work concurrently.
 */
export const refuseContradiction = refusedAs({
  system_config_hot_is_not_below_warm: contradicts,
  system_config_some_score_has_weight: contradicts,
});
