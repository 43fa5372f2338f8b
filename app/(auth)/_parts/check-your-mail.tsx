import type { ReactNode } from "react";
import styles from "../auth.module.css";
import { Done } from "./done";

type CheckYourMailProps = {
  /** Whether this machine keeps its mails where they can be read. */
  isMailLocal: boolean;
  children: ReactNode;
  links: ReactNode;
};

/** What follows every request for a mail, whether or not one was sent. */
export function CheckYourMail({ isMailLocal, children, links }: CheckYourMailProps) {
  return (
    <Done title="Check your mail">
      <p className={styles.text}>{children}</p>
      <p className={styles.notice}>
        {isMailLocal ? (
          <>
            No mail server is set up, so this installation keeps its mails: <a href="/mail">read them here</a>.
          </>
        ) : (
          "Nothing there after a few minutes? Look into the spam folder, and whether the address is right."
        )}
      </p>
      <p className={styles.links}>{links}</p>
    </Done>
  );
}
