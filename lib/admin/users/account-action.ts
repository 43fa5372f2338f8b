import { z } from "zod";
import type { UserActor } from "@/lib/access/context";
import { AppError } from "@/lib/platform/errors";
import { storableText } from "@/lib/platform/storable-text";

/** Why an administrator does something, for whoever asks later. */
export const Reason = z
  .string({ error: "Say why." })
  .overwrite(storableText)
  .trim()
  .min(1, "Say why, for whoever asks later.")
  .max(500, "A reason has at most 500 characters.");

/** What is done to an account, and why. */
export const AccountAction = z.object({ userId: z.uuid("There is no such account."), reason: Reason });

/** The administrator who acts and the account, as the database's functions are given them. */
export const byAdmin = (acting: UserActor, userId: string) => ({ acting_user: acting.userId, target_user: userId });

/** How the audit log names an account. */
export const ofAccount = (userId: string) => ({
  resourceType: "users",
  resourceId: userId,
  targetUserId: userId,
});

/** @throws AppError NOT_FOUND where a function of the database answered no row, as for an account that does not exist. */
export function existing<Row>(row: Row | undefined): Row {
  if (row === undefined) throw new AppError("NOT_FOUND", "There is no such account.");
  return row;
}
