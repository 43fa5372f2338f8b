import { type ReactNode, useEffect, useRef } from "react";
import styles from "../auth.module.css";
import { AuthHeading } from "./auth-heading";

/** Replaces a form once it has succeeded, and takes the focus, so that screen readers announce it. */
export function Done({ title, children }: { title: string; children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={styles.done}>
      <AuthHeading title={title} />
      {children}
    </div>
  );
}
