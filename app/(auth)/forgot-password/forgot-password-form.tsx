"use client";

import { Button } from "@mantine/core";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Link } from "@/components/navigation/link";
import { AuthHeading } from "../_parts/auth-heading";
import { CheckYourMail } from "../_parts/check-your-mail";
import { EmailField } from "../_parts/email-field";
import styles from "../auth.module.css";
import { askForNewPassword } from "./actions";

type ForgotPasswordFormProps = { email: string | undefined; linkHours: number; isMailLocal: boolean };

export function ForgotPasswordForm({ email, linkHours, isMailLocal }: ForgotPasswordFormProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(askForNewPassword);
  if (result?.ok) {
    return (
      <CheckYourMail isMailLocal={isMailLocal} links={<Link href="/sign-in">Back to sign-in</Link>}>
        If <strong>{typed.email}</strong> belongs to an account, a link to choose a new password is on its way. The link
        is valid for {linkHours === 1 ? "one hour" : `${linkHours} hours`}.
      </CheckYourMail>
    );
  }
  return (
    <>
      <AuthHeading title="Forgot your password?">
        Enter your email address and we will send you a link to choose a new password.
      </AuthHeading>
      <form ref={form} action={submit} className={styles.form} noValidate>
        <Failure>{failure}</Failure>
        <EmailField typed={typed.email ?? email} error={errorOf("email")} />
        <Button type="submit" size="md" loading={isPending} fullWidth>
          Send the link
        </Button>
      </form>
      <p className={styles.links}>
        <Link href="/sign-in">Back to sign-in</Link>
      </p>
    </>
  );
}
