"use client";

import { PasswordInput } from "@mantine/core";

type PasswordFieldProps = { label?: string; name?: string; typed: string | undefined; error: string | undefined };

/** The password that the account has now. */
export function PasswordField({ label = "Your password", name = "password", typed = "", error }: PasswordFieldProps) {
  return (
    <PasswordInput
      label={label}
      name={name}
      autoComplete="current-password"
      maxLength={1024}
      defaultValue={typed}
      error={error}
      aria-invalid={error !== undefined}
      visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
    />
  );
}
