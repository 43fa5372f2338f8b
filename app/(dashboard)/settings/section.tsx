import type { ReactNode } from "react";
import styles from "./settings.module.css";

type SectionProps = { title: string; lead: ReactNode; children: ReactNode };

/** A part of the settings: what it is about on the left, what can be done on the right. */
export function Section({ title, lead, children }: SectionProps) {
  return (
    <section className={styles.section} aria-label={title}>
      <div>
        <h2 className={styles.title}>{title}</h2>
        <div className={styles.lead}>{lead}</div>
      </div>
      <div className={styles.body}>{children}</div>
    </section>
  );
}
