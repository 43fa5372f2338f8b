import type { ReactNode } from "react";
import { BrandMark } from "@/components/shell/brand";
import styles from "../auth.module.css";

/** The frame of every page that somebody sees without being signed in. */
export function AuthPage({ children }: { children: ReactNode }) {
  return (
    <main className={styles.page}>
      <div className={styles.panel}>
        <div className={styles.brand}>
          <BrandMark size={28} />
          Callwright
        </div>
        {children}
      </div>
    </main>
  );
}
