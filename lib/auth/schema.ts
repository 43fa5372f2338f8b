import { z } from "zod";

/** PostgreSQL holds no NUL, and no address has a control character. */
const printable = /^\P{Cc}*$/u;

export const SignInInput = z.object({
  email: z
    .string()
    .trim()
    .toLowerCase()
    .min(1, "Enter your email address.")
    .max(320, "This is no email address.")
    .regex(printable, "This is no email address."),
  password: z.string().min(1, "Enter your password.").max(1024, "A password has at most 1,024 characters."),
});
export type SignInInput = z.infer<typeof SignInInput>;

/** The one answer to every refused sign-in, whatever was wrong with it. */
export const signInRefusal = "The email address or the password is not right.";

export const RevokeSessionInput = z.object({ sessionId: z.uuid() });
export type RevokeSessionInput = z.infer<typeof RevokeSessionInput>;

export const SignOutEverywhereInput = z.object({ keepCurrent: z.boolean() });
export type SignOutEverywhereInput = z.infer<typeof SignOutEverywhereInput>;
