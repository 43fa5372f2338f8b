import pg from "pg";
import { AppError } from "@/lib/platform/errors";

/**
 * Settings that contradict each other, in the database's own words: it alone can tell while several administrators work at once.
 * Anything else is thrown as it came.
 */
export function refuseContradiction(error: unknown): never {
  if (error instanceof pg.DatabaseError && contradictions.some((name) => name === error.constraint)) {
    throw new AppError("BAD_REQUEST", error.message, { cause: error });
  }
  throw error;
}

const contradictions = ["system_config_hot_is_not_below_warm", "system_config_some_score_has_weight"];
