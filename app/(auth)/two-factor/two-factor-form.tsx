"use client";

import { Anchor, Button, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Link } from "@/components/navigation/link";
import styles from "../auth.module.css";
import { giveSecondFactor } from "./actions";
import { CodeField } from "./code-field";

type TwoFactorFormProps = {
  callbackUrl: string;
  usesRecoveryCode: boolean;
  /** The address of this page with the other way to prove it. */
  otherWay: string;
};

export function TwoFactorForm({ callbackUrl, usesRecoveryCode, otherWay }: TwoFactorFormProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(giveSecondFactor);
  const isDone = result?.ok === true;

  useEffect(() => {
    // A full load, so that every part of the page asks with the new session.
    if (result?.ok) window.location.assign(result.data.callbackUrl);
  }, [result]);

  return (
    <form ref={form} action={submit} className={styles.form} noValidate>
      <Failure>{failure}</Failure>
      <input type="hidden" name="callbackUrl" value={callbackUrl} />
      {usesRecoveryCode ? (
        <TextInput
          key="recovery"
          label="Recovery code"
          name="code"
          placeholder="xxxxx-xxxxx"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
          defaultValue=""
          error={errorOf("code")}
          styles={{ label: { marginBottom: 4 } }}
        />
      ) : (
        <CodeField typed={typed.code} error={errorOf("code")} />
      )}
      <Button type="submit" size="md" loading={isPending || isDone} fullWidth>
        Continue
      </Button>
      <Anchor component={Link} href={otherWay} replace size="sm" style={{ alignSelf: "flex-start" }}>
        {usesRecoveryCode ? "Use the authenticator app instead" : "Use a recovery code instead"}
      </Anchor>
    </form>
  );
}
