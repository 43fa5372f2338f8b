import type { ReactNode } from "react";
import styles from "./facts.module.css";

/** What is known about something, a line for each. */
export function Facts({ children }: { children: ReactNode }) {
  return <dl className={styles.facts}>{children}</dl>;
}

/** A dash says that nothing is known. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children || <span className={styles.more}>–</span>}</dd>
    </div>
  );
}

/** What is added to a fact, dimmed, on a line of its own. */
export function MoreOfFact({ children }: { children: ReactNode }) {
  return <div className={styles.more}>{children}</div>;
}
