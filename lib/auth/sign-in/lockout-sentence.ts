import { formatWait } from "@/lib/platform/format/format-wait";

/** The message for a user who has to wait. */
export function lockoutSentence(seconds: number): string {
  return `Too many attempts. Try again in ${formatWait(seconds)}, or reset the password.`;
}
