import { z } from "zod";
import { typedAddress } from "@/lib/platform/typed-address";

const zoneName = /^[\w+/-]+$/;
const printable = /^\P{Cc}*$/u;
const noAddress = "Enter a valid email address, such as name@company.com.";

/** An address as accounts keep theirs: in lower case, and in ASCII, so that no two look the same. */
export const EmailAddress = z
  .string({ error: "Enter your email address." })
  .overwrite(typedAddress)
  .min(1, "Enter your email address.")
  .max(254, noAddress)
  .pipe(z.email(noAddress));

/** A new password as it is typed; how long and how strong it must be is asked of the settings and of a dictionary. */
export const NewPassword = z
  .string({ error: "Choose a password." })
  .min(1, "Choose a password.")
  .max(1024, "A password has at most 1,024 characters.");

const CurrentPassword = z
  .string({ error: "Enter your current password." })
  .min(1, "Enter your current password.")
  .max(1024, "This is not your current password.");

const Token = z.string().regex(/^[\w-]{43}$/);

/** A name as people give theirs: one line. */
export const PersonName = z
  .string({ error: "Enter your name." })
  .trim()
  .min(1, "Enter your name.")
  .max(100, "A name has at most 100 characters.")
  .regex(printable, "A name is one line of text.");

export const SignUpInput = z.object({
  name: PersonName,
  email: EmailAddress,
  password: NewPassword,
  /** IANA zone; one that is unknown counts as UTC. */
  timezone: z.string().max(64).regex(zoneName).catch("UTC"),
});

export const AddressInput = z.object({ email: EmailAddress });
export const TokenInput = z.object({ token: Token });
export const ResetPasswordInput = z.object({ token: Token, password: NewPassword });
export const ChangePasswordInput = z.object({ current: CurrentPassword, password: NewPassword });
export const ChangeEmailInput = z.object({ password: CurrentPassword, email: EmailAddress });
export const ProfileInput = z.object({
  name: PersonName,
  /** ISO 3166-1; empty for none, and left as it is when it is not given. */
  country: z
    .string()
    .regex(/^([A-Z]{2})?$/, "Choose one from the list.")
    .optional(),
  timezone: z
    .string({ error: "Choose a time zone." })
    .min(1, "Choose a time zone.")
    .max(64)
    .regex(zoneName, "Choose one from the list."),
});
