"use client";

import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { RecoveryCodeList } from "@/components/forms/recovery-code-list";
import { Link } from "@/components/navigation/link";
import { makeRecoveryCodes, turnSecondFactorOff } from "../actions";
import { KnownPassword } from "../password-field";
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
  const [wish, setWish] = useState<"codes" | "off" | null>(null);
  const bothFactors = ({ typed, errorOf }: FormFields) => (
    <>
      <KnownPassword username={username} hasPassword={hasPassword} typed={typed.password} error={errorOf("password")} />
      <TextInput
        label="Code of the authenticator, or a recovery code"
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
          Set it up
        </Button>
      </div>
    );
  }
  return (
    <>
      <ul className={styles.rows}>
        <li className={styles.row}>
          <div>
            <div className={styles.name}>Authenticator</div>
            <div className={styles.detail}>On since {since}</div>
          </div>
          {isRequired ? (
            <span className={styles.detail}>Needed for your role</span>
          ) : (
            <Button variant="default" aria-expanded={wish === "off"} onClick={() => setWish("off")}>
              Turn it off
            </Button>
          )}
        </li>
        <li className={styles.row}>
          <div>
            <div className={styles.name}>Recovery codes</div>
            <div className={styles.detail}>{codesLeft === 1 ? "One is left" : `${codesLeft} are left`}</div>
          </div>
          <Button variant="default" aria-expanded={wish === "codes"} onClick={() => setWish("codes")}>
            Make new ones
          </Button>
        </li>
      </ul>
      {wish === "codes" && (
        <SettingsForm
          label="New recovery codes"
          action={makeRecoveryCodes}
          submitLabel="Make ten new codes"
          done={(codes) => <RecoveryCodeList codes={codes} />}
        >
          {bothFactors}
        </SettingsForm>
      )}
      {wish === "off" && (
        <SettingsForm
          label="Turn the second factor off"
          action={turnSecondFactorOff}
          submitLabel="Turn it off"
          isDangerous
          done={() => "It is off."}
        >
          {bothFactors}
        </SettingsForm>
      )}
    </>
  );
}
