"use client";

import { Button } from "@mantine/core";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { unlinkProvider } from "../actions";
import styles from "../settings.module.css";

export type ProviderRow = { id: string; name: string; email: string | null; isOffered: boolean };
type LinkedAccountsProps = { providers: readonly ProviderRow[]; failure: string | null };

const unreachable = "That did not work just now. Try again in a moment.";

export function LinkedAccounts({ providers, failure: arrived }: LinkedAccountsProps) {
  const [leavingTo, setLeavingTo] = useState<string | null>(null);
  const [linkFailure, setLinkFailure] = useState(arrived);
  const { submit, isPending, typed, failure } = useTypedAction(unlinkProvider);

  const link = async (id: string) => {
    setLeavingTo(id);
    setLinkFailure(null);
    const refusal = await beginLinking(id);
    if (refusal === null) return; // the browser leaves this page
    setLeavingTo(null);
    setLinkFailure(refusal);
  };

  return (
    <>
      <Failure>{failure ?? linkFailure}</Failure>
      <ul className={styles.rows}>
        {providers.map(({ id, name, email, isOffered }) => (
          <li key={id} className={styles.row}>
            <div>
              <div className={styles.name}>{name}</div>
              <div className={styles.detail}>{email ?? "Not linked"}</div>
            </div>
            {email === null ? (
              isOffered && (
                <Button variant="default" loading={leavingTo === id} onClick={() => link(id)}>
                  Link
                </Button>
              )
            ) : (
              <form action={submit}>
                <input type="hidden" name="provider" value={id} />
                <Button type="submit" variant="default" loading={isPending && typed.provider === id}>
                  Unlink
                </Button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Why it was refused; null once the provider's page is on its way. */
async function beginLinking(provider: string): Promise<string | null> {
  try {
    const answer = await fetch("/api/account/linked-accounts", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ provider, returnTo: "/settings/security" }),
    });
    if (!answer.ok) {
      const { message } = (await answer.json()) as { message?: string };
      return message ?? unreachable;
    }
    await signIn(provider, { callbackUrl: "/settings/security" });
    return null;
  } catch {
    return unreachable;
  }
}
