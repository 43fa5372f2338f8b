import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { type AdminContext, logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { loadEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { refuseContradiction } from "./refuse-contradiction";
import { encodeSetting, presentSetting } from "./setting-value";
import { type SettingDefinition, type SettingKey, settings } from "./settings";

const isKey = (key: string): key is SettingKey => Object.hasOwn(settings, key);
const WriteSettingInput = z.object({
  key: z.string().refine(isKey),
  value: z.unknown(),
  /** The value that it is to replace, as text; without it, any. */
  expected: z.string().optional(),
  reason: z.string().optional(),
});

/**
 * Gives a setting a new value, which every instance uses within seconds, and enters the change into the audit log. Admins only.
 * @throws AppError FORBIDDEN for anyone else, BAD_REQUEST for an unknown key, a wrong type, a value out of bounds or
 * one that contradicts another setting, CONFLICT when it no longer has the value that was expected.
 */
export async function writeSetting(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "setting.update");
  const parsed = WriteSettingInput.safeParse(input);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "There is no setting of this name.");
  const { key, ...change } = parsed.data;
  await ctx.db.admin((tx) => storeSetting(tx, ctx, { key, definition: settings[key], ...change }));
}

type NewValue = { key: string; definition: SettingDefinition; value: unknown; expected?: string; reason?: string };

/** Validates and stores a setting, encrypted if it is sensitive, and writes the audit log entry. */
export async function storeSetting(
  tx: Transaction,
  ctx: AdminContext,
  { key, definition, value, expected, reason }: NewValue,
): Promise<void> {
  const after = encodeSetting(key, definition, value, loadEnv().configEncryptionKey);
  const before = await lockSetting(tx, key);
  if (expected !== undefined && String(presentSetting(key, definition, before) ?? "") !== expected)
    throw new AppError("CONFLICT", "Somebody else has just changed this setting. Reload the page to see its value.");
  await tx.prisma.systemConfig
    .update({
      where: { configKey: key },
      data: { configValue: after, updatedBy: ctx.actor.userId },
      select: { configKey: true },
    })
    .catch(refuseContradiction);
  await logAdminAction(tx, ctx, {
    action: "setting.update",
    resourceType: "system_config",
    resourceId: key,
    details: {
      before: presentSetting(key, definition, before),
      after: presentSetting(key, definition, after),
      ...(reason !== undefined && { reason }),
    },
  });
}

/** Locks and returns the stored text until this transaction ends. */
async function lockSetting(tx: Transaction, key: string): Promise<string> {
  const found = await tx.kysely
    .selectFrom("system_config")
    .select("config_value")
    .where("config_key", "=", key)
    .forNoKeyUpdate()
    .executeTakeFirst();
  if (!found) throw new Error(`The setting ${key} is missing from system_config.`);
  return found.config_value;
}
