"use client";

import { TextInput } from "@mantine/core";
import { useState } from "react";
import { DangerButton } from "@/components/forms/danger-button";
import { PasswordField } from "@/components/forms/password-field";
import { askForDeletion, keepAccount } from "../actions";
import styles from "../settings.module.css";
import { SettingsForm } from "../settings-form";

type DeleteAccountProps = { hasPassword: boolean; email: string; graceDays: number; deleteAfter: string | null };

export function DeleteAccount({ hasPassword, email, graceDays, deleteAfter }: DeleteAccountProps) {
  const [isOpen, setOpen] = useState(false);
  if (deleteAfter) {
    return (
      <div className={styles.warning}>
        <p>
          Your account and everything in it will be deleted after <strong>{deleteAfter}</strong>. You can cancel until
          then.
        </p>
        <SettingsForm
          label="Keep the account"
          action={keepAccount}
          submitLabel="Keep my account"
          done={() => "Your account will not be deleted."}
        />
      </div>
    );
  }
  if (!isOpen) {
    return (
      <div>
        <DangerButton onClick={() => setOpen(true)}>Delete my account</DangerButton>
      </div>
    );
  }
  return (
    <SettingsForm
      label="Delete the account"
      action={askForDeletion}
      submitLabel={`Delete it in ${graceDays} ${graceDays === 1 ? "day" : "days"}`}
      isDangerous
      done={() => "Deletion requested."}
    >
      {({ typed, errorOf }) =>
        hasPassword ? (
          <PasswordField username={email} typed={typed.password} error={errorOf("password")} />
        ) : (
          <TextInput
            label={`Type ${email} to confirm`}
            name="confirmation"
            autoComplete="off"
            defaultValue={typed.confirmation ?? ""}
            error={errorOf("confirmation")}
            aria-invalid={errorOf("confirmation") !== undefined}
          />
        )
      }
    </SettingsForm>
  );
}
