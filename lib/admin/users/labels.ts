import type { UserRole } from "@/lib/access/context";
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
export function userStatusLabel({ isActive, isVerified, deleteAfter }: UserListItem): string {
  if (!isActive) return "Deactivated";
  if (deleteAfter !== null) return "Being deleted";
  return isVerified ? "Active" : "Not verified";
}
