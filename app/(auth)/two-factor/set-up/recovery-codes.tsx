import { Button } from "@mantine/core";
import { RecoveryCodeList } from "@/components/forms/recovery-code-list";
import { AuthHeading } from "../../_parts/auth-heading";
import styles from "../../auth.module.css";

type RecoveryCodesProps = { codes: readonly string[]; callbackUrl: string };

export function RecoveryCodes({ codes, callbackUrl }: RecoveryCodesProps) {
  return (
    <>
      <AuthHeading title="Save your recovery codes">
        Two-factor authentication is on. If you lose your phone, you can sign in with each of these codes once. They are
        not shown again.
      </AuthHeading>
      <div className={styles.form}>
        <RecoveryCodeList codes={codes} />
        <Button size="md" fullWidth onClick={() => window.location.assign(callbackUrl)}>
          I have saved them
        </Button>
      </div>
    </>
  );
}
