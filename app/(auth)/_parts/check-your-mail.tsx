import type { ReactNode } from "react";
import styles from "../auth.module.css";
import { Done } from "./done";

type CheckYourMailProps = {
  /** Whether this installation stores its mails locally, where they can be read. */
  isMailLocal: boolean;
  children: ReactNode;
  links: ReactNode;
};

/** What follows every request for a mail, whether or not one was sent. */
export function CheckYourMail({ isMailLocal, children, links }: CheckYourMailProps) {
  return (
    <Done title="Check your email">
      <p className={styles.text}>{children}</p>
      <p className={styles.notice}>
        {isMailLocal ? (
          <>
            No mail server is configured, so emails are kept on this machine: <a href="/mail">read them here</a>.
          </>
        ) : (
          "No email after a few minutes? Check your spam folder, and make sure that the address is right."
        )}
      </p>
      <p className={styles.links}>{links}</p>
    </Done>
  );
}
