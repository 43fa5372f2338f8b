import type { ReactNode } from "react";
import styles from "./failure.module.css";

/** What stands above a form that was refused for a reason that belongs to no field. */
export function Failure({ children }: { children: ReactNode }) {
  if (!children) return null;
  return (
    <div role="alert" className={styles.failure}>
      {children}
    </div>
  );
}
