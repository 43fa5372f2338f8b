"use client";

import { type ReactNode, useEffect, useRef } from "react";
import styles from "../auth.module.css";
import { AuthHeading } from "./auth-heading";

/** What takes a form's place once it has done its work, and its focus, so that it is read out. */
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
