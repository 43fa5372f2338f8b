import { getDatabase } from "@/lib/db/get-database";
import { getChangeFeed } from "@/lib/live/get-change-feed";
import type { SettingValues } from "./read-settings";
import type { SettingKey } from "./settings";
import { createSettingsCache, type SettingsCache } from "./settings-cache";

const holder: typeof globalThis & { callwrightSettings?: SettingsCache } = globalThis;

/** The named settings from this web process's cache, at most seconds old. */
export function currentSettings<K extends SettingKey>(keys: readonly K[]): Promise<SettingValues<K>> {
  holder.callwrightSettings ??= createSettingsCache(getDatabase(), getChangeFeed());
  return holder.callwrightSettings.read(keys);
}
