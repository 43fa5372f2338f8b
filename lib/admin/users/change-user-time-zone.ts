import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { functionRows } from "@/lib/db/function-rows";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { AccountAction, byAdmin, existing, ofAccount } from "./account-action";
import { refusedByDatabase } from "./refused-by-database";

const noZone = "Choose one from the list.";
const ChangeUserTimeZoneInput = AccountAction.extend({
  timezone: z
    .string({ error: "Choose a time zone." })
    .min(1, "Choose a time zone.")
    .max(64)
    .regex(/^[\w+/-]+$/, noZone),
});

/**
 * Asks for another time zone of a tenant, into whose days a job then moves its calls and rollups.
 * @throws AppError FORBIDDEN for other roles and for admins' accounts, NOT_FOUND for an unknown account, BAD_REQUEST for an unknown zone.
 */
export async function changeUserTimeZone(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "user.update");
  const { userId, timezone, reason } = parseInput(ChangeUserTimeZoneInput, input);
  const change = ctx.db.admin(async (tx) => {
    if (!(await callFunction(tx, "is_time_zone", { name: timezone })))
      throw new AppError("BAD_REQUEST", noZone, { fields: { timezone: noZone } });
    const { zone_before: before } = existing(
      await tx.kysely
        .selectFrom(functionRows("request_user_time_zone", { ...byAdmin(ctx.actor, userId), zone: timezone }))
        .select("zone_before")
        .executeTakeFirst(),
    );
    if (before === timezone) return;
    await logAdminAction(tx, ctx, {
      action: "user.change_time_zone",
      ...ofAccount(userId),
      details: { before: { timezone: before }, after: { timezone }, reason },
    });
  });
  await change.catch(refusedByDatabase);
}
