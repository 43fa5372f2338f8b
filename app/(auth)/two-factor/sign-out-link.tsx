"use client";

import { Anchor } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "../auth.module.css";

async function signOut() {
  const next = await import("next-auth/react");
  await next.signOut({ callbackUrl: "/sign-in" });
}

export function SignOutLink({ children }: { children: ReactNode }) {
  return (
    <div className={styles.links}>
      <Anchor component="button" type="button" size="sm" onClick={signOut}>
        {children}
      </Anchor>
    </div>
  );
}
