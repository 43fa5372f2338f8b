import { sql } from "kysely";
import type { Transaction } from "@/lib/db/transaction";
import { loadEnv } from "@/lib/platform/env";
import { decodeSetting } from "./setting-value";
import { type SettingDefinition, type SettingKey, type SettingValue, settings } from "./settings";

export type SettingValues<K extends SettingKey> = { [P in K]: SettingValue<P> };

/**
 * Reads the named settings as they are now.
 * @throws Error when a key is missing: a wrong default would be charged or shown without anyone knowing.
 */
export async function readSettings<K extends SettingKey>(
  tx: Pick<Transaction, "kysely">,
  keys: readonly K[],
): Promise<SettingValues<K>> {
  const values = await readDefined(tx, Object.fromEntries(keys.map((key) => [key, settings[key]])));
  // Every key of K has just been given a value of its definition's type.
  return values as SettingValues<K>;
}

/** Reads the settings of these definitions: each of its type, and decrypted when it is sensitive. */
export async function readDefined(
  { kysely }: Pick<Transaction, "kysely">,
  definitions: Readonly<Record<string, SettingDefinition>>,
): Promise<Record<string, number | boolean | string>> {
  const rows = await kysely
    .selectFrom("system_config")
    .select(["config_key", "config_value", "value_type"])
    .where("config_key", "=", sql<string>`ANY (${Object.keys(definitions)}::text[])`)
    .execute();
  const found = new Map(rows.map((row) => [row.config_key, row]));
  return Object.fromEntries(
    Object.entries(definitions).map(([key, definition]) => {
      const row = found.get(key);
      if (row?.value_type !== definition.type) throw new Error(`The setting ${key} is missing from system_config.`);
      return [key, decodeSetting(key, definition, row.config_value, loadEnv().configEncryptionKey)];
    }),
  );
}
