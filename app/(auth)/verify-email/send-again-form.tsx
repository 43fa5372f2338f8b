"use client";

import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Link } from "@/components/navigation/link";
import { AuthHeading } from "../_parts/auth-heading";
import { CheckYourMail } from "../_parts/check-your-mail";
import { EmailField } from "../_parts/email-field";
import styles from "../auth.module.css";
import { sendVerificationAgain } from "./actions";

type SendAgainFormProps = {
  email: string | undefined;
  isMailLocal: boolean;
  /** Explains why the form is shown instead of what was requested. */
  children?: ReactNode;
};

export function SendAgainForm({ email, isMailLocal, children }: SendAgainFormProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(sendVerificationAgain);
  if (result?.ok) {
    return (
      <CheckYourMail isMailLocal={isMailLocal} links={<Link href="/sign-in">Go to sign-in</Link>}>
        If <strong>{typed.email}</strong> belongs to an account and is not confirmed yet, we have sent it a new link.
        Older links no longer work.
      </CheckYourMail>
    );
  }
  return (
    <>
      <AuthHeading title="Confirm your email address">
        We will send you a link to confirm your address. It is valid for one day.
      </AuthHeading>
      <form ref={form} action={submit} className={styles.form} noValidate>
        {failure ? <Failure>{failure}</Failure> : children}
        <EmailField typed={typed.email ?? email} error={errorOf("email")} />
        <Button type="submit" size="md" loading={isPending} fullWidth>
          Send the link
        </Button>
      </form>
      <p className={styles.links}>
        <Link href="/sign-in">Go to sign-in</Link>
      </p>
    </>
  );
}
