import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";

export type Profile = {
  name: string;
  email: string;
  timezone: string;
  /** ISO 3166-1; by it numbers without a country's code are read. Null when none is known. */
  country: string | null;
  /** When the account is to be deleted, as its owner asked. */
  deleteAfter: Date | null;
  passwordChangedAt: Date | null;
};

/** One's own account, as its owner sees and changes it. */
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
