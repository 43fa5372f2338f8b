"use client";

import { Button } from "@mantine/core";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Link } from "@/components/navigation/link";
import { AuthHeading } from "../_parts/auth-heading";
import { Done } from "../_parts/done";
import styles from "../auth.module.css";
import { confirmAddress } from "./actions";
import { SendAgainForm } from "./send-again-form";

export function ConfirmForm({ token, isMailLocal }: { token: string; isMailLocal: boolean }) {
  const { form, submit, isPending, result, failure } = useTypedAction(confirmAddress);
  if (result?.ok) {
    const { email, isChange } = result.data;
    return (
      <Done title="Your address is confirmed">
        <p className={styles.text}>
          {isChange ? "From now on, sign in with " : "You can sign in with "}
          <strong>{email}</strong>.
        </p>
        <Button component={Link} href="/sign-in" size="md" fullWidth>
          Sign in
        </Button>
      </Done>
    );
  }
  if (result?.code === "NOT_FOUND") {
    return (
      <SendAgainForm email={undefined} isMailLocal={isMailLocal}>
        <Failure>{failure}</Failure>
      </SendAgainForm>
    );
  }
  return (
    <>
      <AuthHeading title="Confirm your email address">Confirm that this address is yours.</AuthHeading>
      <form ref={form} action={submit} className={styles.form}>
        <Failure>{failure}</Failure>
        <input type="hidden" name="token" value={token} />
        {result?.code !== "CONFLICT" && (
          <Button type="submit" size="md" loading={isPending} fullWidth>
            Confirm the address
          </Button>
        )}
      </form>
      <p className={styles.links}>
        <Link href="/sign-in">Go to sign-in</Link>
      </p>
    </>
  );
}
