import { renderSVG } from "uqr";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { requirePassword } from "../passwords/require-password";
import { StartSecondFactorInput } from "../schema";
import { sealTotpSecret } from "./second-factor-secret";
import { newTotpSecret, totpUri } from "./totp";

export type SecondFactorOffer = {
  /** The secret in base32, for typing it in. */
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
    const offered = { secret_encrypted: sealTotpSecret(secret, userId), created_at: ctx.clock.now() };
    const { numInsertedOrUpdatedRows } = await tx.kysely
      .insertInto("second_factors")
      .values({ user_id: userId, ...offered })
      .onConflict((conflict) =>
        conflict.column("user_id").doUpdateSet(offered).where("second_factors.confirmed_at", "is", null),
      )
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 0n)
      throw new AppError("CONFLICT", "Two-factor authentication is already on. Turn it off first.");
    const account = await tx.prisma.user.findUnique({ where: { id: userId }, select: { email: true } });
    return account?.email ?? "";
  });
  const uri = totpUri(secret, email);
  return { secret, uri, svg: renderSVG(uri, { border: 2 }) };
}
