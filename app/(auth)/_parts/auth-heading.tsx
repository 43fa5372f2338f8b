import type { ReactNode } from "react";
import styles from "../auth.module.css";

export function AuthHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <h1 className={styles.title}>{title}</h1>
      <p className={styles.lead}>{children}</p>
    </>
  );
}
