import type { AppError } from "@/lib/platform/errors";

/** The code of a refusal that next-auth passes to the sign-in form. */
export type SignInError =
  | { kind: "refused" | "not_verified" | "unavailable" }
  | { kind: "rate_limited"; retryAfterSeconds: number };

export function signInErrorWord(error: Pick<AppError, "code" | "retryAfterSeconds">): string {
  if (error.code === "RATE_LIMITED") return `RateLimited.${error.retryAfterSeconds ?? 60}`;
  return error.code === "FORBIDDEN" ? "NotVerified" : "Unavailable";
}

export function parseSignInError(word: string | null | undefined): SignInError {
  const seconds = /^RateLimited\.(\d{1,6})$/.exec(word ?? "")?.[1];
  if (seconds) return { kind: "rate_limited", retryAfterSeconds: Number(seconds) };
  if (word === "NotVerified") return { kind: "not_verified" };
  return { kind: word === "CredentialsSignin" ? "refused" : "unavailable" };
}
