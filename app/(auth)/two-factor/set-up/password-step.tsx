import { Button, PasswordInput } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import type { SecondFactorOffer } from "@/lib/auth/second-factor/start-second-factor";
import { AuthHeading } from "../../_parts/auth-heading";
import styles from "../../auth.module.css";
import { startSetUp } from "./actions";

type PasswordStepProps = { hasPassword: boolean; isRequired: boolean; onOffer(offer: SecondFactorOffer): void };

export function PasswordStep({ hasPassword, isRequired, onOffer }: PasswordStepProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(startSetUp);
  useEffect(() => {
    if (result?.ok) onOffer(result.data);
  }, [result, onOffer]);

  return (
    <>
      <AuthHeading title="Set up two-factor authentication">
        {isRequired && "Administrators must use it. "}
        When you sign in, you will enter a code from an app on your phone as well as your password.
      </AuthHeading>
      <form ref={form} action={submit} className={styles.form} noValidate>
        <Failure>{failure}</Failure>
        {hasPassword ? (
          <PasswordInput
            label="Your password"
            name="password"
            autoComplete="current-password"
            autoFocus
            defaultValue={typed.password}
            error={errorOf("password")}
            visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
          />
        ) : (
          <input type="hidden" name="password" value="" />
        )}
        <Button type="submit" size="md" loading={isPending} fullWidth>
          Continue
        </Button>
      </form>
    </>
  );
}
