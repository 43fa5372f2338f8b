import { AppError } from "@/lib/platform/errors";
import { type Refusals, refusedAs } from "./refused-as";

const contradicts: Refusals[string] = (refusal) => new AppError("BAD_REQUEST", refusal.message, { cause: refusal });

/** Settings that contradict each other, in the database's own words: it alone can tell while several administrators work at once. */
export const refuseContradiction = refusedAs({
  system_config_hot_is_not_below_warm: contradicts,
  system_config_some_score_has_weight: contradicts,
});
