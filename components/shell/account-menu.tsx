"use client";

import dynamic from "next/dynamic";
import { whenConnected } from "@/components/offline/when-connected";
import { Opener } from "@/components/ui/opener";
import { useAccount } from "./account-context";
import styles from "./account-menu.module.css";

const load = () => import("./account-menu-dropdown");
const AccountMenuDropdown = dynamic(whenConnected(load), { ssr: false });

/** The button of the account's menu; the menu itself is fetched when somebody reaches for it. */
export function AccountMenu() {
  const account = useAccount();
  return (
    <Opener
      load={load}
      opens="menu"
      button={(props) => (
        <button type="button" className={styles.button} aria-label={`Account of ${account.name}`} {...props}>
          <span aria-hidden>{initials(account.name)}</span>
        </button>
      )}
    >
      {(opened) => <AccountMenuDropdown {...opened} />}
    </Opener>
  );
}

function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? "");
  return letters.join("").toUpperCase() || "?";
}
