"use client";

import { Anchor } from "@mantine/core";
import { signOut } from "next-auth/react";
import type { ReactNode } from "react";
import styles from "../auth.module.css";

export function SignOutLink({ children }: { children: ReactNode }) {
  return (
    <div className={styles.links}>
      <Anchor component="button" type="button" size="sm" onClick={() => signOut({ callbackUrl: "/sign-in" })}>
        {children}
      </Anchor>
    </div>
  );
}
