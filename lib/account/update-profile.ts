import { isSupportedCountry } from "libphonenumber-js";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { ProfileInput } from "@/lib/auth/account-schema";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";

export type ProfileChange = {
  /** Whether the tenant's calls are being moved to the days of another zone. */
  isZoneChanging: boolean;
};

/**
 * Changes the user's name at once and the time zone by a job, because moving years of calls takes a while.
 * @throws AppError BAD_REQUEST with a sentence for each wrong field.
 */
export async function updateProfile(ctx: Context, input: unknown): Promise<ProfileChange> {
  const { userId } = requirePermission(ctx, "account.update");
  const { name, timezone, country } = parseInput(ProfileInput, input);
  if (country && !isSupportedCountry(country)) {
    throw new AppError("BAD_REQUEST", "This country is not supported.", {
      fields: { country: "Choose one from the list." },
    });
  }
  return ctx.db.tenant(userId, async (tx) => {
    const account = await tx.kysely
      .updateTable("users")
      .set({ name, ...(country === undefined ? {} : { country: country || null }) })
      .where("id", "=", userId)
      .returning((eb) => ["timezone", eb.fn<boolean>("is_time_zone", [eb.val(timezone)]).as("isKnown")])
      .executeTakeFirst();
    if (!account?.isKnown) {
      throw new AppError("BAD_REQUEST", "This time zone is not supported.", {
        fields: { timezone: "Choose one from the list." },
      });
    }
    const isZoneChanging = account.timezone !== timezone;
    if (isZoneChanging) await callFunction(tx, "request_time_zone", { zone: timezone });
    return { isZoneChanging };
  });
}
