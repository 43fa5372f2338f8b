import type { UserRole } from "@/lib/access/context";
import type { AttemptReason } from "@/lib/auth/sign-in/attempt-reason";
import type { TransactionType } from "@/lib/billing/transaction-type";
import type { SignInMethod, UserListItem } from "./schema";

export const userRoleLabels: Readonly<Record<UserRole, string>> = {
  user: "User",
  admin: "Admin",
  super_admin: "Super admin",
};

/** How an account was made. */
export const signInMethodLabels: Readonly<Record<SignInMethod, string>> = {
  email: "Email and password",
  google: "Google",
  linkedin: "LinkedIn",
  github: "GitHub",
};

/** What stands in the way of an account's use, or that nothing does. */
export function userStatusLabel({
  isActive,
  isVerified,
  deleteAfter,
}: Pick<UserListItem, "isActive" | "isVerified" | "deleteAfter">): string {
  if (!isActive) return "Deactivated";
  if (deleteAfter !== null) return "Being deleted";
  return isVerified ? "Active" : "Not verified";
}

export const transactionTypeLabels: Readonly<Record<TransactionType, string>> = {
  purchase: "Purchase",
  usage: "Call",
  bonus: "Bonus",
  admin_adjustment: "Adjustment",
  refund: "Refund",
};

const attemptReasonLabels: Readonly<Record<AttemptReason, string>> = {
  wrong_password: "Wrong password",
  unknown_account: "Unknown address",
  account_closed: "Account deactivated",
  wrong_code: "Wrong code",
  not_verified: "Address not verified",
  second_factor_missing: "Second factor missing",
  locked: "Had to wait",
};

/** How an attempt to sign in ended; null is a success. */
export function attemptReasonLabel(reason: string | null): string {
  if (reason === null) return "Signed in";
  return Object.entries(attemptReasonLabels).find(([known]) => known === reason)?.[1] ?? reason;
}
