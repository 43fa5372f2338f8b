import { z } from "zod";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import type { Context, UserActor } from "./context";
import { encodeSetting } from "./setting-value";
import { type SettingDefinition, type SettingKey, settings } from "./settings";
import type { Transaction } from "./transaction";

const isKey = (key: string): key is SettingKey => Object.hasOwn(settings, key);
const WriteSettingInput = z.object({ key: z.string().refine(isKey), value: z.unknown() });

/**
 * Gives a setting a new value, which every instance uses within seconds. Admins only.
 * @throws AppError FORBIDDEN for anyone else, BAD_REQUEST for an unknown key, a wrong type or a value out of bounds.
 */
export async function writeSetting(ctx: Context<UserActor>, input: unknown): Promise<void> {
  if (ctx.actor.role === "user") throw new AppError("FORBIDDEN", "Only an administrator changes settings.");
  const parsed = WriteSettingInput.safeParse(input);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "There is no setting of this name.");
  const { key, value } = parsed.data;
  await ctx.db.admin((tx) => storeSetting(tx, { key, definition: settings[key], value, updatedBy: ctx.actor.userId }));
}

/** Keeps a value as its definition asks: checked, and encrypted when it is sensitive. */
export async function storeSetting(
  tx: Transaction,
  setting: { key: string; definition: SettingDefinition; value: unknown; updatedBy: string },
): Promise<void> {
  const { key, definition, value, updatedBy } = setting;
  const text = encodeSetting(key, definition, value, loadEnv().configEncryptionKey);
  const { rowCount } = await tx.query(
    "UPDATE system_config SET config_value = $2, updated_by = $3 WHERE config_key = $1",
    [key, text, updatedBy],
  );
  if (rowCount !== 1) throw new Error(`The setting ${key} is missing from system_config.`);
}
