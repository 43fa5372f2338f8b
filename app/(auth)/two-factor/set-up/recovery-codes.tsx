"use client";

import { Button } from "@mantine/core";
import { RecoveryCodeList } from "@/components/forms/recovery-code-list";
import { AuthHeading } from "../../_parts/auth-heading";
import styles from "../../auth.module.css";

type RecoveryCodesProps = { codes: readonly string[]; callbackUrl: string };

export function RecoveryCodes({ codes, callbackUrl }: RecoveryCodesProps) {
  return (
    <>
      <AuthHeading title="Keep your recovery codes">
        Your second factor is on. Should you lose the phone, each of these codes signs you in once. They are not shown
        again.
      </AuthHeading>
      <div className={styles.form}>
        <RecoveryCodeList codes={codes} />
        <Button size="md" fullWidth onClick={() => window.location.assign(callbackUrl)}>
          I kept them
        </Button>
      </div>
    </>
  );
}
