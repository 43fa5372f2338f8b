import type { ReactNode } from "react";
import styles from "./detail-columns.module.css";

type DetailColumnsProps = { side: ReactNode; isSideLast?: boolean; children: ReactNode };

/** A page about one thing: a wide column and a narrow one, which a phone shows first unless it is to be the last. */
export function DetailColumns({ side, isSideLast, children }: DetailColumnsProps) {
  return (
    <div className={styles.columns} data-side-last={isSideLast || undefined}>
      <div className={styles.main}>{children}</div>
      <div className={styles.side}>{side}</div>
    </div>
  );
}
