"use client";

import { NewPasswordField } from "@/components/forms/new-password-field";
import { PasswordField } from "@/components/forms/password-field";
import { changeOwnPassword } from "../actions";
import { SettingsForm } from "../settings-form";

type PasswordFormProps = { email: string; lengthMin: number };

export function PasswordForm({ email, lengthMin }: PasswordFormProps) {
  return (
    <SettingsForm
      label="Password"
      action={changeOwnPassword}
      submitLabel="Change password"
      done={() => "Password changed. You were signed out everywhere else."}
    >
      {({ typed, errorOf }) => (
        <>
          <PasswordField
            username={email}
            label="Current password"
            name="current"
            typed={typed.current}
            error={errorOf("current")}
          />
          <NewPasswordField
            label="New password"
            lengthMin={lengthMin}
            typed={typed.password}
            error={errorOf("password")}
          />
        </>
      )}
    </SettingsForm>
  );
}
