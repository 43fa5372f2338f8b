import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";

export type Profile = {
  name: string;
  email: string;
  timezone: string;
  /** ISO 3166-1; the country of numbers without a country code. Null when unknown. */
  country: string | null;
  /** When the account is to be deleted, as its owner asked. */
  deleteAfter: Date | null;
  passwordChangedAt: Date | null;
};

/** The user's own account. */
export async function getProfile(ctx: Context): Promise<Profile> {
  const { userId } = requirePermission(ctx, "account.read");
  const profile = await ctx.db.tenant(userId, (tx) =>
    tx.prisma.user.findUnique({
      where: { id: userId },
      select: { name: true, email: true, timezone: true, country: true, deleteAfter: true, passwordChangedAt: true },
    }),
  );
  if (!profile) throw new AppError("NOT_FOUND", "This account no longer exists.");
  return profile;
}
