import Link from "next/link";
import type { ReactNode } from "react";
import { BrandMark } from "../layout/brand";
import styles from "./message-page.module.css";

type MessagePageProps = {
  title: string;
  children: ReactNode;
  /** What to do next: links or buttons. */
  actions?: ReactNode;
  /** Whether it stands inside the dashboard's frame. */
  isInFrame?: boolean;
};

/** A page that says one thing: not found, not allowed, something broke. */
export function MessagePage({ title, children, actions, isInFrame = false }: MessagePageProps) {
  return (
    <main id="content" className={styles.page} data-in-frame={isInFrame || undefined}>
      <div className={styles.box}>
        <BrandMark size={28} />
        <h1 className={styles.title}>{title}</h1>
        <div className={styles.text}>{children}</div>
        <div className={styles.actions}>{actions ?? <Link href="/overview">Go to the overview</Link>}</div>
      </div>
    </main>
  );
}
