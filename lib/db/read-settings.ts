import { loadEnv } from "@/lib/platform/env";
import { decodeSetting } from "./setting-value";
import { type SettingKey, type SettingValue, settings } from "./settings";
import type { Transaction } from "./transaction";

export type SettingValues<K extends SettingKey> = { [P in K]: SettingValue<P> };

/**
 * Reads the named settings as they are now.
 * @throws Error when a key is missing: a wrong default would be charged or shown without anyone knowing.
 */
export async function readSettings<K extends SettingKey>(
  tx: Transaction,
  keys: readonly K[],
): Promise<SettingValues<K>> {
  const { rows } = await tx.query<{ config_key: string; config_value: string; value_type: string }>(
    "SELECT config_key, config_value, value_type FROM system_config WHERE config_key = ANY ($1)",
    [keys],
  );
  const found = new Map(rows.map((row) => [row.config_key, row]));
  const entries = keys.map((key) => {
    const row = found.get(key);
    const definition = settings[key];
    if (row?.value_type !== definition.type) throw new Error(`The setting ${key} is missing from system_config.`);
    return [key, decodeSetting(key, definition, row.config_value, loadEnv().configEncryptionKey)] as const;
  });
  // Every key of K has just been given a value of its definition's type.
  return Object.fromEntries(entries) as SettingValues<K>;
}
