"use client";

import { Button, CopyButton } from "@mantine/core";
import { IconCheck, IconCopy, IconDownload } from "@tabler/icons-react";
import { AuthHeading } from "../../_parts/auth-heading";
import styles from "../../auth.module.css";
import setUp from "./set-up.module.css";

type RecoveryCodesProps = { codes: readonly string[]; callbackUrl: string };

export function RecoveryCodes({ codes, callbackUrl }: RecoveryCodesProps) {
  const text = `${codes.join("\n")}\n`;
  return (
    <>
      <AuthHeading title="Keep your recovery codes">
        Your second factor is on. Should you lose the phone, each of these codes signs you in once. They are not shown
        again.
      </AuthHeading>
      <div className={styles.form}>
        <ul className={setUp.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <div className={setUp.keep}>
          <CopyButton value={text}>
            {({ copied, copy }) => (
              <Button
                variant="default"
                leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
                onClick={copy}
              >
                {copied ? "Copied" : "Copy"}
              </Button>
            )}
          </CopyButton>
          <Button
            component="a"
            variant="default"
            href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
            download="callwright-recovery-codes.txt"
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            Download
          </Button>
        </div>
        <Button size="md" fullWidth onClick={() => window.location.assign(callbackUrl)}>
          I kept them
        </Button>
      </div>
    </>
  );
}
