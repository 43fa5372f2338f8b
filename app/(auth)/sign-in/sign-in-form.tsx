"use client";

import { Button, PasswordInput } from "@mantine/core";
import { useActionState, useEffect, useRef } from "react";
import { Failure } from "@/components/forms/failure";
import { lockoutSentence } from "@/lib/auth/sign-in/lockout-sentence";
import { parseSignInError } from "@/lib/auth/sign-in/sign-in-error";
import { signInRefusal } from "@/lib/auth/sign-in/sign-in-refusal";
import { EmailField } from "../_parts/email-field";
import styles from "../auth.module.css";

type FormState = {
  email: string;
  password: string;
  emailError?: string;
  passwordError?: string;
  failure?: string;
  isUnverified?: boolean;
};

const unavailable = "We could not sign you in. Your input was kept: try again in a moment.";

export function SignInForm({ callbackUrl }: { callbackUrl: string }) {
  const form = useRef<HTMLFormElement>(null);
  const [state, submit, isPending] = useActionState((_: FormState, data: FormData) => signInFrom(data, callbackUrl), {
    email: "",
    password: "",
  });

  useEffect(() => {
    const name = state.emailError ? "email" : state.passwordError ? "password" : undefined;
    if (name) form.current?.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.focus();
  }, [state]);

  return (
    <form ref={form} action={submit} className={styles.form} noValidate>
      <Failure>{state.failure}</Failure>
      {state.isUnverified && (
        <Failure>
          This address has not been verified yet. Open the link we sent to it, or{" "}
          <a href={`/verify-email?email=${encodeURIComponent(state.email.trim())}`}>send the link again</a>.
        </Failure>
      )}
      <EmailField typed={state.email} error={state.emailError} />
      <PasswordInput
        label="Password"
        name="password"
        autoComplete="current-password"
        defaultValue={state.password}
        error={state.passwordError}
        visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
      />
      <Button type="submit" size="md" loading={isPending} fullWidth>
        Sign in
      </Button>
    </form>
  );
}

async function signInFrom(data: FormData, callbackUrl: string): Promise<FormState> {
  const typed = { email: String(data.get("email") ?? ""), password: String(data.get("password") ?? "") };
  // The server says what else is wrong; its schemas would weigh more than the rest of this page.
  const emailError = typed.email.trim() === "" ? "Enter your email address." : undefined;
  const passwordError = typed.password === "" ? "Enter your password." : undefined;
  if (emailError || passwordError) return { ...typed, emailError, passwordError };
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn("credentials", { ...typed, redirect: false });
    if (answer?.ok) {
      // A full load, so that nothing of the tab's previous user stays in memory.
      window.location.assign(callbackUrl);
      await new Promise(() => {});
    }
    return { ...typed, ...explain(answer?.error) };
  } catch {
    return { ...typed, failure: unavailable };
  }
}

function explain(word: string | null | undefined): Partial<FormState> {
  const error = parseSignInError(word);
  if (error.kind === "refused") return { passwordError: signInRefusal };
  if (error.kind === "not_verified") return { isUnverified: true };
  return { failure: error.kind === "rate_limited" ? lockoutSentence(error.retryAfterSeconds) : unavailable };
}
