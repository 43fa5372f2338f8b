"use client";

import { Button } from "@mantine/core";
import { Failure } from "@/components/forms/failure";
import { NewPasswordField } from "@/components/forms/new-password-field";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Link } from "@/components/navigation/link";
import { AuthHeading } from "../_parts/auth-heading";
import { Done } from "../_parts/done";
import styles from "../auth.module.css";
import { setNewPassword } from "./actions";

export function ResetPasswordForm({ token, passwordLengthMin }: { token: string; passwordLengthMin: number }) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(setNewPassword);
  if (result?.ok) {
    return (
      <Done title="Your password was changed">
        <p className={styles.text}>You were signed out everywhere. Sign in with the new password.</p>
        <Button component={Link} href="/sign-in" size="md" fullWidth>
          Sign in
        </Button>
      </Done>
    );
  }
  if (result?.code === "NOT_FOUND" || result?.code === "CONFLICT") {
    return (
      <>
        <AuthHeading title="Choose a new password" />
        <Failure>{failure}</Failure>
        <Button component={Link} href="/forgot-password" size="md" fullWidth mt={16}>
          Send a new link
        </Button>
      </>
    );
  }
  return (
    <>
      <AuthHeading title="Choose a new password">It signs you out everywhere else.</AuthHeading>
      <form ref={form} action={submit} className={styles.form} noValidate>
        <Failure>{failure}</Failure>
        <input type="hidden" name="token" value={token} />
        <NewPasswordField
          label="New password"
          lengthMin={passwordLengthMin}
          typed={typed.password}
          error={errorOf("password")}
        />
        <Button type="submit" size="md" loading={isPending} fullWidth>
          Set the new password
        </Button>
      </form>
    </>
  );
}
