import type { ReactNode } from "react";
import { AccountMenu } from "./account-menu";
import { MenuButton } from "./menu-button";
import styles from "./page.module.css";
import { SearchButton } from "./search-button";

export type PageProps = {
  title: string;
  /** Stands before the title, such as the way back. */
  before?: ReactNode;
  /** What belongs to the whole page: its date range, its one primary action. */
  actions?: ReactNode;
  children: ReactNode;
};

type PageFrameProps = PageProps & {
  /** Stands behind the title. */
  tag?: ReactNode;
  /** What the top bar has beside search and account. */
  tools?: ReactNode;
};

/** The top bar and the content of a page of either area. */
export function PageFrame({ title, before, actions, children, tag, tools }: PageFrameProps) {
  return (
    <>
      <header className={styles.topbar}>
        <MenuButton />
        {before}
        <h1 className={styles.title}>{title}</h1>
        {tag}
        <div className={styles.actions} data-page-actions>
          {actions}
        </div>
        <SearchButton />
        {tools}
        <AccountMenu />
      </header>
      <main id="content" tabIndex={-1} className={styles.content}>
        {children}
      </main>
    </>
  );
}
