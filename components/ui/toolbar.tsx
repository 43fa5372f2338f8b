import type { ReactNode } from "react";
import styles from "./toolbar.module.css";

/** The row above a list: its search at the left, what is done with it at the right. */
export function Toolbar({ search, children }: { search?: ReactNode; children?: ReactNode }) {
  return (
    <div className={styles.toolbar}>
      {search}
      <div className={styles.actions}>{children}</div>
    </div>
  );
}
