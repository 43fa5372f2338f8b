import { getChangeFeed } from "./get-change-feed";
import { getDatabase } from "./get-database";
import type { SettingValues } from "./read-settings";
import type { SettingKey } from "./settings";
import { createSettingsCache, type SettingsCache } from "./settings-cache";

const holder: typeof globalThis & { callwrightSettings?: SettingsCache } = globalThis;

/** The named settings as this web process knows them: from memory, and seconds old at most. */
export function currentSettings<K extends SettingKey>(keys: readonly K[]): Promise<SettingValues<K>> {
  holder.callwrightSettings ??= createSettingsCache(getDatabase(), getChangeFeed());
  return holder.callwrightSettings.read(keys);
}
