import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { type SettingDefinition, settings } from "@/lib/settings/settings";
import { writeSetting } from "@/lib/settings/write-setting";
import { Reason } from "../users/account-action";

const ChangeSettingInput = z.object({
  key: z.string(),
  /** As it was typed. */
  value: z.string({ error: "Enter a value." }).max(10_000),
  /** The value that was shown when it was typed. */
  expected: z.string().max(10_000),
  reason: Reason,
});

/**
 * Gives a setting the value that was typed into its field, and enters who changed it, from what and why into the audit log. Admins only.
 * @throws AppError FORBIDDEN for anyone else, BAD_REQUEST with the field for a value that is out of bounds or contradicts another setting,
 * CONFLICT when somebody changed the setting meanwhile.
 */
export async function changeSetting(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "setting.update");
  const { key, value, expected, reason } = parseInput(ChangeSettingInput, input);
  const definition = Object.entries(settings).find(([name]) => name === key)?.[1];
  if (!definition) throw new AppError("BAD_REQUEST", "There is no setting of this name.");
  await writeSetting(ctx, { key, value: typedValue(definition, value), expected, reason }).catch(besideField);
}

function typedValue({ type }: SettingDefinition, typed: string): unknown {
  if (type === "string") return typed;
  const text = typed.trim().replaceAll(/(?<=\d)[,\s'’](?=\d)/g, "");
  if (type === "boolean") return text === "true" ? true : text === "false" ? false : text;
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

function besideField(error: unknown): never {
  if (error instanceof AppError && error.code === "BAD_REQUEST" && !error.fields)
    throw new AppError("BAD_REQUEST", error.message, { fields: { value: error.message }, cause: error });
  throw error;
}
