"use client";

import { TextInput } from "@mantine/core";
import { KnownPassword } from "@/components/forms/password-field";
import { changeOwnEmail } from "../actions";
import { SettingsForm } from "../settings-form";

export function EmailForm({ username, hasPassword }: { username: string; hasPassword: boolean }) {
  return (
    <SettingsForm
      label="Email"
      action={changeOwnEmail}
      submitLabel="Change email"
      done={() => "We sent a link to the new address. Your address changes when you open it."}
    >
      {({ typed, errorOf }) => (
        <>
          <TextInput
            label="New address"
            name="email"
            type="email"
            inputMode="email"
            autoComplete="email"
            autoCapitalize="none"
            spellCheck={false}
            defaultValue={typed.email ?? ""}
            error={errorOf("email")}
            aria-invalid={errorOf("email") !== undefined}
          />
          <KnownPassword
            username={username}
            hasPassword={hasPassword}
            typed={typed.password}
            error={errorOf("password")}
          />
        </>
      )}
    </SettingsForm>
  );
}
