"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useAccount } from "./account-context";
import styles from "./account-menu.module.css";

const load = () => import("./account-menu-dropdown");
const AccountMenuDropdown = dynamic(load, { ssr: false });

/** The button of the account's menu; the menu itself is fetched when somebody reaches for it. */
export function AccountMenu() {
  const account = useAccount();
  const [isOpen, setOpen] = useState(false);
  const [wasOpen, setWasOpen] = useState(false);
  return (
    <span className={styles.account}>
      <button
        type="button"
        className={styles.button}
        aria-label={`Account of ${account.name}`}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={load}
        onFocus={load}
        onClick={() => {
          setWasOpen(true);
          setOpen(!isOpen);
        }}
      >
        <span aria-hidden>{initials(account.name)}</span>
      </button>
      {wasOpen && <AccountMenuDropdown isOpen={isOpen} onChange={setOpen} />}
    </span>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase() || "?";
}
