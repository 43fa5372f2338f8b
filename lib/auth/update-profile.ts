import { isSupportedCountry } from "libphonenumber-js";
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
    const { rows } = await tx.query<{ timezone: string; isKnown: boolean }>(
      `UPDATE users SET name = $2, country = CASE WHEN $4::text IS NULL THEN country ELSE nullif($4, '') END
       WHERE id = $1 RETURNING timezone, is_time_zone($3) AS "isKnown"`,
      [userId, name, timezone, country ?? null],
    );
    const [account] = rows;
    if (!account?.isKnown) {
      throw new AppError("BAD_REQUEST", "This time zone is not known.", {
        fields: { timezone: "Choose one of the list." },
      });
    }
    const isZoneChanging = account.timezone !== timezone;
    if (isZoneChanging) await tx.query("SELECT request_time_zone($1)", [timezone]);
    return { isZoneChanging };
  });
}
