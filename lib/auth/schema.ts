import { z } from "zod";
import { typedAddress } from "@/lib/platform/typed-address";

/** PostgreSQL holds no NUL, and no address has a control character. */
const printable = /^\P{Cc}*$/u;

export const SignInInput = z.object({
  email: z
    .string()
    .overwrite(typedAddress)
    .min(1, "Enter your email address.")
    .max(320, "Enter a valid email address.")
    .regex(printable, "Enter a valid email address."),
  password: z.string().min(1, "Enter your password.").max(1024, "A password has at most 1,024 characters."),
});
export type SignInInput = z.infer<typeof SignInInput>;

export const RevokeSessionInput = z.object({ sessionId: z.uuid() });
export type RevokeSessionInput = z.infer<typeof RevokeSessionInput>;

export const SignOutEverywhereInput = z.object({ keepCurrent: z.boolean() });
export type SignOutEverywhereInput = z.infer<typeof SignOutEverywhereInput>;

/** The password of the signed-in user; there may be none. */
const Password = z.string({ error: "Enter your password." }).max(1024, "A password has at most 1,024 characters.");
const Code = z
  .string({ error: "Enter a code." })
  .trim()
  .min(1, "Enter a code.")
  .max(40, "Enter a valid code.")
  .regex(printable, "Enter a valid code.");

export const StartSecondFactorInput = z.object({ password: Password });
export type StartSecondFactorInput = z.infer<typeof StartSecondFactorInput>;

/** A code from the authenticator app or, where the field allows it, a recovery code. */
export const SecondFactorCodeInput = z.object({ code: Code });
export type SecondFactorCodeInput = z.infer<typeof SecondFactorCodeInput>;

export const DisableSecondFactorInput = z.object({ password: Password, code: Code });
export type DisableSecondFactorInput = z.infer<typeof DisableSecondFactorInput>;

/** One of the two; whoever has neither proves it with a provider. */
export const ProveIdentityInput = z.object({
  password: Password.optional(),
  code: z.union([z.literal(""), Code]).optional(),
});
export type ProveIdentityInput = z.infer<typeof ProveIdentityInput>;
