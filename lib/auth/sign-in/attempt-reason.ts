/** Why an attempt to sign in did not work, as `login_attempts.failure_reason` keeps it. */
export type AttemptReason =
  | "wrong_password"
  | "unknown_account"
  | "account_closed"
  | "wrong_code"
  | "not_verified"
  | "second_factor_missing"
  | "locked";

/** The failures that guessing causes. */
export const guesses = [
  "wrong_password",
  "unknown_account",
  "account_closed",
  "wrong_code",
] as const satisfies AttemptReason[];
export type Guess = (typeof guesses)[number];
