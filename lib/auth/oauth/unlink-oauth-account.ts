import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { notifyOwner } from "../mails/notify-owner";
import { oauthProviders } from "./auth-provider";

export const UnlinkInput = z.object({ provider: z.enum(oauthProviders, "Choose a provider that is linked.") });

/**
 * Ends signing in with a provider's account.
 * @throws AppError BAD_REQUEST for an unknown provider, NOT_FOUND for one that is not linked, CONFLICT when it is the last way to sign in.
 */
export async function unlinkOauthAccount(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "account.update");
  const parsed = UnlinkInput.safeParse(input);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "Choose a provider that is linked.");
  const { provider } = parsed.data;
  await ctx.db.auth(async (tx) => {
    // One at a time, or two at once would each leave the other's provider as the last way.
    const account = await tx.kysely
      .selectFrom("users")
      .select("password_hash")
      .where("id", "=", userId)
      .forNoKeyUpdate()
      .executeTakeFirst();
    const linked = await tx.prisma.oauthAccount.findMany({ where: { userId }, select: { provider: true } });
    if (!linked.some((row) => row.provider === provider))
      throw new AppError("NOT_FOUND", "That provider is not linked to your account.");
    if (!account?.password_hash && linked.length === 1) {
      throw new AppError("CONFLICT", "This is your only way to sign in. Set a password first, then unlink it.");
    }
    await tx.prisma.oauthAccount.deleteMany({ where: { userId, provider } });
    await notifyOwner(tx, userId, "provider-unlinked");
  });
}
