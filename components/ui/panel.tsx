import type { ReactNode } from "react";
import styles from "./panel.module.css";

type PanelProps = { title: string; aside?: ReactNode; className?: string; children: ReactNode };

/** A bordered section of a page under its own heading. */
export function Panel({ title, aside, className, children }: PanelProps) {
  return (
    <section className={className ? `${styles.panel} ${className}` : styles.panel} aria-label={title}>
      <div className={styles.head}>
        <h2 className={styles.title}>{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  );
}
