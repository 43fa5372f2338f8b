"use client";

import { Button } from "@mantine/core";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { Failure } from "@/components/forms/failure";
import { KnownPassword } from "@/components/forms/password-field";
import { useTypedAction } from "@/components/forms/use-typed-action";
import type { ActionResult } from "@/lib/platform/action-result";
import { unlinkProvider } from "../actions";
import styles from "../settings.module.css";
import { SettingsForm } from "../settings-form";

export type ProviderRow = { id: string; name: string; email: string | null; isOffered: boolean };
type LinkedAccountsProps = {
  username: string;
  hasPassword: boolean;
  providers: readonly ProviderRow[];
  /** Why linking failed on the return from a provider's page. */
  failure: string | null;
};

export function LinkedAccounts({ username, hasPassword, providers, failure: arrived }: LinkedAccountsProps) {
  const [wanted, setWanted] = useState<ProviderRow | null>(null);
  const { submit, isPending, typed, failure } = useTypedAction(unlinkProvider);
  return (
    <>
      <Failure>{failure ?? arrived}</Failure>
      <ul className={styles.rows}>
        {providers.map((provider) => (
          <li key={provider.id} className={styles.row}>
            <div>
              <div className={styles.name}>{provider.name}</div>
              <div className={styles.detail}>{provider.email ?? "Not linked"}</div>
            </div>
            {provider.email !== null ? (
              <form action={submit}>
                <input type="hidden" name="provider" value={provider.id} />
                <Button type="submit" variant="default" loading={isPending && typed.provider === provider.id}>
                  Unlink
                </Button>
              </form>
            ) : (
              provider.isOffered && (
                <Button
                  variant="default"
                  aria-expanded={wanted?.id === provider.id}
                  onClick={() => setWanted(provider)}
                >
                  Link
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      {wanted && (
        <SettingsForm
          key={wanted.id}
          label={`Link ${wanted.name}`}
          action={(data) => beginLinking(wanted.id, data)}
          submitLabel={`Go on to ${wanted.name}`}
          done={() => `On the way to ${wanted.name} …`}
        >
          {({ typed, errorOf }) => (
            <KnownPassword
              username={username}
              hasPassword={hasPassword}
              typed={typed.password}
              error={errorOf("password")}
            />
          )}
        </SettingsForm>
      )}
    </>
  );
}

/** Stores the request to link, then goes to the provider's page. */
async function beginLinking(provider: string, data: FormData): Promise<ActionResult<null>> {
  const answer = await fetch("/api/account/linked-accounts", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ provider, returnTo: "/settings/security", password: data.get("password") }),
  });
  if (!answer.ok) return { ok: false, ...((await answer.json()) as Omit<ActionResult<null> & { ok: false }, "ok">) };
  await signIn(provider, { callbackUrl: "/settings/security" });
  return { ok: true, data: null };
}
