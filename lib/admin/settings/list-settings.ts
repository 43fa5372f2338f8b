import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { presentSetting } from "@/lib/settings/setting-value";
import { type Setting, type SettingGroup, type SettingKey, settings } from "@/lib/settings/settings";

/** A value for display: of a secret only whether there is one. */
export type ShownValue = number | boolean | string | null;

export type SettingChange = {
  id: string;
  at: string;
  by: string;
  before: ShownValue;
  after: ShownValue;
  reason: string | null;
};

export type ShownSetting = {
  key: SettingKey;
  definition: Setting;
  value: ShownValue;
  /** The newest changes, the newest first. */
  history: SettingChange[];
};

/** Settings that nothing asks yet: a new value would change nothing. */
const unused: ReadonlySet<SettingKey> = new Set<SettingKey>(["minimum_credit_purchase"]);

const changesMax = 10;

/** Every setting that somebody may change, by group, with its newest changes. Admins only. */
export async function listSettings(ctx: Context): Promise<{ group: SettingGroup; settings: ShownSetting[] }[]> {
  requirePermission(ctx, "setting.read");
  return ctx.db.admin(async (tx) => {
    const values = await tx.prisma.systemConfig.findMany({ select: { configKey: true, configValue: true } });
    const stored = new Map(values.map(({ configKey, configValue }) => [configKey, configValue]));
    const changes = await readChanges(tx);
    const groups = new Map<SettingGroup, ShownSetting[]>();
    for (const [name, definition] of Object.entries(settings)) {
      // The entries of this object have its keys.
      const key = name as SettingKey;
      if (unused.has(key)) continue;
      const shown = {
        key,
        definition,
        value: presentSetting(key, definition, stored.get(key) ?? ""),
        history: changes.get(key) ?? [],
      };
      groups.set(definition.group, [...(groups.get(definition.group) ?? []), shown]);
    }
    return [...groups].map(([group, listed]) => ({ group, settings: listed }));
  });
}

const shownValue = z.union([z.number(), z.boolean(), z.string(), z.null()]).catch(null);
const SettingChangeDetails = z.object({
  before: shownValue,
  after: shownValue,
  reason: z.string().nullable().catch(null),
});

async function readChanges({ kysely }: Transaction): Promise<Map<string, SettingChange[]>> {
  const rows = await kysely
    .selectFrom("system_config as c")
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("admin_audit_log as l")
          .innerJoin("users as u", "u.id", "l.admin_user_id")
          .select(["l.id", "l.created_at", "l.details", "l.entry_number", "u.name"])
          .whereRef("l.resource_id", "=", "c.config_key")
          .where("l.resource_type", "=", "system_config")
          .orderBy("l.entry_number", "desc")
          .limit(changesMax)
          .as("newest"),
      (join) => join.onTrue(),
    )
    .select(["c.config_key", "newest.id", "newest.created_at", "newest.details", "newest.name", "newest.entry_number"])
    .orderBy("newest.entry_number", "desc")
    .execute();
  const changes = new Map<string, SettingChange[]>();
  for (const { config_key: key, id, created_at: at, details, name } of rows) {
    const { before, after, reason } = SettingChangeDetails.parse(details);
    const change = { id, at: at.toISOString(), by: name, before, after, reason };
    changes.set(key, [...(changes.get(key) ?? []), change]);
  }
  return changes;
}
