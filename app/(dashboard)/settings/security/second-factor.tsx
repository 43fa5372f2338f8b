"use client";

import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { KnownPassword } from "@/components/forms/password-field";
import { RecoveryCodeList } from "@/components/forms/recovery-code-list";
import { Link } from "@/components/navigation/link";
import { makeRecoveryCodes, turnSecondFactorOff } from "../actions";
import styles from "../settings.module.css";
import { type FormFields, SettingsForm } from "../settings-form";

type SecondFactorProps = {
  username: string;
  since: string | null;
  codesLeft: number;
  isRequired: boolean;
  hasPassword: boolean;
};

export function SecondFactor({ username, since, codesLeft, isRequired, hasPassword }: SecondFactorProps) {
  const [openForm, setOpenForm] = useState<"codes" | "off" | null>(null);
  const bothFactors = ({ typed, errorOf }: FormFields) => (
    <>
      <KnownPassword username={username} hasPassword={hasPassword} typed={typed.password} error={errorOf("password")} />
      <TextInput
        label="Code from your authenticator app, or a recovery code"
        name="code"
        autoComplete="one-time-code"
        defaultValue={typed.code ?? ""}
        error={errorOf("code")}
        aria-invalid={errorOf("code") !== undefined}
      />
    </>
  );
  if (since === null) {
    return (
      <div>
        <Button component={Link} href="/two-factor/set-up?callbackUrl=%2Fsettings%2Fsecurity">
          Set up
        </Button>
      </div>
    );
  }
  return (
    <>
      <ul className={styles.rows}>
        <li className={styles.row}>
          <div>
            <div className={styles.name}>Authenticator app</div>
            <div className={styles.detail}>On since {since}</div>
          </div>
          {isRequired ? (
            <span className={styles.detail}>Required for your role</span>
          ) : (
            <Button variant="default" aria-expanded={openForm === "off"} onClick={() => setOpenForm("off")}>
              Turn off
            </Button>
          )}
        </li>
        <li className={styles.row}>
          <div>
            <div className={styles.name}>Recovery codes</div>
            <div className={styles.detail}>{codesLeft === 1 ? "1 code left" : `${codesLeft} codes left`}</div>
          </div>
          <Button variant="default" aria-expanded={openForm === "codes"} onClick={() => setOpenForm("codes")}>
            Generate new codes
          </Button>
        </li>
      </ul>
      {openForm === "codes" && (
        <SettingsForm
          label="New recovery codes"
          action={makeRecoveryCodes}
          submitLabel="Generate ten new codes"
          done={(codes) => <RecoveryCodeList codes={codes} />}
        >
          {bothFactors}
        </SettingsForm>
      )}
      {openForm === "off" && (
        <SettingsForm
          label="Turn off two-factor authentication"
          action={turnSecondFactorOff}
          submitLabel="Turn off"
          isDangerous
          done={() => "Two-factor authentication is off."}
        >
          {bothFactors}
        </SettingsForm>
      )}
    </>
  );
}
