import { z } from "zod";
import { oauthProviders } from "./auth-provider";

/** PostgreSQL holds no NUL, and neither a name nor an address has a control character. */
const withoutControls = (text: string) => text.replaceAll(/\p{Cc}/gu, " ").trim();

/** Whom another provider has signed in. */
export const OauthProfile = z.object({
  provider: z.enum(oauthProviders),
  providerAccountId: z
    .string()
    .min(1)
    .max(255)
    .regex(/^\P{Cc}*$/u),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .max(320)
    .regex(/^[^@\p{Cc}\s]+@[^@\p{Cc}\s]+$/u)
    .nullish()
    .catch(null),
  isEmailVerified: z.boolean(),
  name: z
    .string()
    .transform((name) => withoutControls(name).slice(0, 255))
    .nullish(),
});
export type OauthProfile = z.input<typeof OauthProfile>;

/** Providers send a boolean, or in some responses its text. */
export const saysVerified = (claim: unknown): boolean => claim === true || claim === "true";
