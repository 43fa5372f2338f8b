import type { ReactNode } from "react";
import styles from "./detail-columns.module.css";

/** A page about one thing: what happened beside who it is. A phone shows who it is first. */
export function DetailColumns({ side, children }: { side: ReactNode; children: ReactNode }) {
  return (
    <div className={styles.columns}>
      <div className={styles.main}>{children}</div>
      <div className={styles.side}>{side}</div>
    </div>
  );
}
