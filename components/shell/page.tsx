import type { ReactNode } from "react";
import { LiveIndicator } from "@/components/live/live-indicator";
import { NotificationBell } from "@/components/notifications/notification-bell";
import { AccountMenu } from "./account-menu";
import { MenuButton } from "./menu-button";
import styles from "./page.module.css";
import { SearchButton } from "./search-button";

type PageProps = {
  title: string;
  /** Stands before the title, such as the way back. */
  before?: ReactNode;
  /** What belongs to the whole page: its date range, its one primary action. */
  actions?: ReactNode;
  children: ReactNode;
};

/** A dashboard page: its top bar and its content. */
export function Page({ title, before, actions, children }: PageProps) {
  return (
    <>
      <header className={styles.topbar}>
        <MenuButton />
        {before}
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.actions} data-page-actions>
          {actions}
        </div>
        <SearchButton />
        <LiveIndicator />
        <NotificationBell />
        <AccountMenu />
      </header>
      <main id="content" tabIndex={-1} className={styles.content}>
        {children}
      </main>
    </>
  );
}
