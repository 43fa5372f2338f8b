import { Button, TextInput } from "@mantine/core";
import { signIn } from "next-auth/react";
import { PasswordField } from "@/components/forms/password-field";
import type { TypedAction } from "@/components/forms/use-typed-action";
import { oauthProviderNames } from "@/lib/auth/oauth/oauth-provider-names";
import styles from "./action-dialog.module.css";
import { useProofMethods } from "./proof-context";

/** What proves who it is: the password, else a code, else another sign-in with the provider, which leads back to this page. */
export function ProofFields({ typed, errorOf }: Pick<TypedAction<unknown>, "typed" | "errorOf">) {
  const { email, hasPassword, hasSecondFactor, providers } = useProofMethods();
  if (hasPassword) return <PasswordField username={email} typed={typed.password} error={errorOf("password")} />;
  if (hasSecondFactor) {
    return (
      <TextInput
        label="Code from your authenticator app, or a recovery code"
        name="code"
        autoComplete="one-time-code"
        defaultValue={typed.code ?? ""}
        error={errorOf("code")}
        aria-invalid={errorOf("code") !== undefined}
      />
    );
  }
  return (
    <div className={styles.providers}>
      {providers.map((provider) => (
        <Button
          key={provider}
          variant="default"
          onClick={() => void signIn(provider, { callbackUrl: window.location.href })}
        >
          Sign in with {oauthProviderNames[provider]} once more
        </Button>
      ))}
    </div>
  );
}
