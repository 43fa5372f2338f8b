import { isSupportedCountry } from "libphonenumber-js";
import { callFunction } from "@/lib/db/call-function";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { ProfileInput } from "./account-schema";

export type ProfileChange = {
  /** Whether the tenant's calls are being moved to the days of another zone. */
  isZoneChanging: boolean;
};

/**
 * Gives the signed-in person another name at once, and another time zone soon: years of calls take a job a while to move.
 * @throws AppError BAD_REQUEST with a sentence for each wrong field.
 */
export async function updateProfile(ctx: Context, input: unknown): Promise<ProfileChange> {
  const { userId } = requirePermission(ctx, "account.update");
  const { name, timezone, country } = parseInput(ProfileInput, input);
  if (country && !isSupportedCountry(country)) {
    throw new AppError("BAD_REQUEST", "This country is not known.", { fields: { country: "Choose one of the list." } });
  }
  return ctx.db.tenant(userId, async (tx) => {
    const account = await tx.kysely
      .updateTable("users")
      .set({ name, ...(country === undefined ? {} : { country: country || null }) })
      .where("id", "=", userId)
      .returning((eb) => ["timezone", eb.fn<boolean>("is_time_zone", [eb.val(timezone)]).as("isKnown")])
      .executeTakeFirst();
    if (!account?.isKnown) {
      throw new AppError("BAD_REQUEST", "This time zone is not known.", {
        fields: { timezone: "Choose one of the list." },
      });
    }
    const isZoneChanging = account.timezone !== timezone;
    if (isZoneChanging) await callFunction(tx, "request_time_zone", { zone: timezone });
    return { isZoneChanging };
  });
}
