"use client";

import { Button, TextInput } from "@mantine/core";
import { Failure } from "@/components/forms/failure";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Link } from "@/components/navigation/link";
import { AuthHeading } from "../_parts/auth-heading";
import { CheckYourMail } from "../_parts/check-your-mail";
import { EmailField } from "../_parts/email-field";
import styles from "../auth.module.css";
import { register } from "./actions";

type RegisterFormProps = {
  passwordLengthMin: number;
  isVerificationRequired: boolean;
  bonusCredits: number;
  isMailLocal: boolean;
};

export function RegisterForm({
  passwordLengthMin,
  isVerificationRequired,
  bonusCredits,
  isMailLocal,
}: RegisterFormProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(registerHere);
  if (result?.ok) {
    return (
      <CheckYourMail
        isMailLocal={isMailLocal}
        links={
          <>
            <Link href={`/verify-email?email=${encodeURIComponent(typed.email ?? "")}`}>Send it again</Link>
            <Link href="/sign-in">Go to sign-in</Link>
          </>
        }
      >
        We sent an email to <strong>{typed.email}</strong>. Open the link in it to confirm your address
        {isVerificationRequired ? ", then sign in." : ". You can already sign in."}
      </CheckYourMail>
    );
  }
  return (
    <>
      <AuthHeading title="Create an account">
        {bonusCredits > 0
          ? `You start with ${bonusCredits} free credits.`
          : "See the result of every call: who called, what was said and what it cost."}
      </AuthHeading>
      <form ref={form} action={submit} className={styles.form} noValidate>
        <Failure>{failure}</Failure>
        <TextInput
          label="Name"
          name="name"
          autoComplete="name"
          maxLength={100}
          defaultValue={typed.name}
          error={errorOf("name")}
        />
        <EmailField typed={typed.email} error={errorOf("email")} />
        <NewPasswordField
          label="Password"
          lengthMin={passwordLengthMin}
          typed={typed.password}
          error={errorOf("password")}
        />
        <Button type="submit" size="md" loading={isPending} fullWidth>
          Create the account
        </Button>
      </form>
      <p className={styles.links}>
        <span>
          Already have an account? <Link href="/sign-in">Sign in</Link>
        </span>
      </p>
    </>
  );
}

/** A new account starts with the browser's time zone, in which its days are counted. */
function registerHere(data: FormData) {
  data.set("timezone", Intl.DateTimeFormat().resolvedOptions().timeZone ?? "UTC");
  return register(data);
}
