import type { Database } from "@/lib/db/database";
import type { ChangeFeed } from "@/lib/live/change-feed";
import { countLookup } from "@/lib/live/count-lookup";
import { readSettings, type SettingValues } from "./read-settings";
import type { SettingKey, SettingValue } from "./settings";

export type SettingsCache = {
  /** Like `readSettings`, from memory while nothing has changed. */
  read<K extends SettingKey>(keys: readonly K[]): Promise<SettingValues<K>>;
  close(): void;
};

type Loaded = { values: Promise<SettingValues<SettingKey>>; untilMs: number };

/**
 * Remembers settings until the database announces a change of any. If an announcement is lost with its connection, they are read again
 * after `ttlMs` at the latest.
 */
export function createSettingsCache(
  db: Pick<Database, "auth">,
  feed: Pick<ChangeFeed, "subscribe">,
  { ttlMs = 5_000 }: { ttlMs?: number } = {},
): SettingsCache {
  const remembered = new Map<SettingKey, Loaded>();
  const unsubscribe = feed.subscribe(null, (change) => {
    if ("lost" in change || change.table === "system_config") remembered.clear();
  });

  const load = (keys: readonly SettingKey[]) => {
    const values = db.auth((tx) => readSettings(tx, keys));
    const loaded = { values, untilMs: Date.now() + ttlMs };
    for (const key of keys) remembered.set(key, loaded);
    values.catch(() => {
      for (const key of keys) if (remembered.get(key) === loaded) remembered.delete(key);
    });
    return loaded;
  };

  return {
    async read<K extends SettingKey>(keys: readonly K[]) {
      const nowMs = Date.now();
      const missing = keys.filter((key) => (remembered.get(key)?.untilMs ?? 0) <= nowMs);
      countLookup("settings", missing.length === 0 ? "hit" : "miss");
      if (missing.length > 0) load(missing);
      const entries = await Promise.all(
        keys.map(async (key) => {
          const values = await (remembered.get(key) ?? load([key])).values;
          return [key, values[key]] as const;
        }),
      );
      // Every key of K has just been read.
      return Object.fromEntries<SettingValue<SettingKey>>(entries) as SettingValues<K>;
    },
    close: unsubscribe,
  };
}
