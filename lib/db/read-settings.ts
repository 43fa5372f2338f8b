import type { Transaction } from "./transaction";

/** Whole-number settings of `system_config`, by their keys. */
export type IntegerSetting =
  | "credits_per_minute"
  | "new_user_bonus_credits"
  | "qualified_lead_score"
  | "hot_lead_score"
  | "warm_lead_score"
  | "lead_weight_intent"
  | "lead_weight_urgency"
  | "lead_weight_budget"
  | "lead_weight_fit"
  | "lead_weight_engagement"
  | "session_duration_hours";

/**
 * Reads the named settings as they are now.
 * @throws Error when a key is missing: a wrong default would be charged or shown without anyone knowing.
 */
export async function readSettings<K extends IntegerSetting>(
  tx: Transaction,
  keys: readonly K[],
): Promise<Record<K, number>> {
  const { rows } = await tx.query<{ config_key: string; config_value: string }>(
    "SELECT config_key, config_value FROM system_config WHERE config_key = ANY ($1) AND value_type = 'integer'",
    [keys],
  );
  const found = new Map(rows.map((row) => [row.config_key, Number(row.config_value)]));
  const entries = keys.map((key) => {
    const value = found.get(key);
    if (value === undefined) throw new Error(`The setting ${key} is missing from system_config.`);
    return [key, value] as const;
  });
  // Every key of K has just been given its value.
  return Object.fromEntries(entries) as Record<K, number>;
}
