import { renderSVG } from "uqr";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { requirePassword } from "./require-password";
import { StartSecondFactorInput } from "./schema";
import { sealTotpSecret } from "./second-factor-secret";
import { newTotpSecret, totpUri } from "./totp";

export type SecondFactorOffer = {
  /** In base32, for typing it in. */
  secret: string;
  uri: string;
  /** The address as a picture. */
  svg: string;
};

/**
 * Offers a new authenticator, which counts from `confirmSecondFactor` on.
 * @throws AppError CONFLICT when there is one already, and what `requirePassword` throws.
 */
export async function startSecondFactor(ctx: Context, input: unknown): Promise<SecondFactorOffer> {
  const { userId } = requirePermission(ctx, "account.update");
  const { password } = parseInput(StartSecondFactorInput, input);
  await requirePassword(ctx, { password });
  const secret = newTotpSecret();
  const email = await ctx.db.auth(async (tx) => {
    const { rowCount } = await tx.query(
      `INSERT INTO second_factors (user_id, secret_encrypted, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (user_id) DO UPDATE SET secret_encrypted = excluded.secret_encrypted, created_at = excluded.created_at
         WHERE second_factors.confirmed_at IS NULL`,
      [userId, sealTotpSecret(secret, userId), ctx.clock.now()],
    );
    if (rowCount === 0) throw new AppError("CONFLICT", "You have a second factor already: turn it off first.");
    const { rows } = await tx.query<{ email: string }>("SELECT email FROM users WHERE id = $1", [userId]);
    return rows[0]?.email ?? "";
  });
  const uri = totpUri(secret, email);
  return { secret, uri, svg: renderSVG(uri, { border: 2 }) };
}
