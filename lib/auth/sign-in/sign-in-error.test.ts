import { expect, test } from "vitest";
import { AppError } from "@/lib/platform/errors";
import { parseSignInError, signInErrorWord } from "./sign-in-error";

test("the form gets the refusal as the one code that next-auth can pass on", () => {
  const limited = new AppError("RATE_LIMITED", "Wait.", { retryAfterSeconds: 900 });
  expect(parseSignInError(signInErrorWord(limited))).toEqual({ kind: "rate_limited", retryAfterSeconds: 900 });
  expect(parseSignInError(signInErrorWord(new AppError("FORBIDDEN", "Verify.")))).toEqual({ kind: "not_verified" });
  expect(parseSignInError(signInErrorWord(new AppError("UNAVAILABLE", "Away.")))).toEqual({ kind: "unavailable" });
  expect(parseSignInError("CredentialsSignin")).toEqual({ kind: "refused" });
});

test.each(["RateLimited.", "RateLimited.9999999", "RateLimited.-1", "<script>", "", null, undefined])(
  "another word (%s) says only that it did not work",
  (word) => {
    expect(parseSignInError(word)).toEqual({ kind: "unavailable" });
  },
);
