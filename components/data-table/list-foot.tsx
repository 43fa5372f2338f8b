"use client";

import { Link } from "@/components/navigation/link";
import { formatTotal } from "@/lib/platform/format/format-total";
import type { ListTotal } from "@/lib/platform/list-total";
import { useAddress } from "../ui/use-address";
import styles from "./list-foot.module.css";

type ListFootProps = {
  /** One of them, and several. */
  words: readonly [string, string];
  /** How many there are in all. */
  total: ListTotal;
  previousCursor: string | null;
  nextCursor: string | null;
  /** What the ways to the pages before and after are called. */
  pageWords?: readonly [string, string];
};

/** How many rows there are, and the ways to the pages before and after this one. */
export function ListFoot({ words, total, previousCursor, nextCursor, pageWords }: ListFootProps) {
  const [before, after] = pageWords ?? ["Newer", "Older"];
  const isWhole = !previousCursor && !nextCursor;
  return (
    <div className={styles.foot}>
      <span aria-live="polite">
        {capitalised(formatTotal(total))} {total.count === 1 && !total.isMore ? words[0] : words[1]}
      </span>
      {!isWhole && (
        <nav className={styles.pages} aria-label="Pages">
          <PageLink cursor={previousCursor}>{before}</PageLink>
          <PageLink cursor={nextCursor}>{after}</PageLink>
        </nav>
      )}
    </div>
  );
}

const capitalised = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1);

function PageLink({ cursor, children }: { cursor: string | null; children: string }) {
  const address = useAddress();
  if (!cursor)
    return (
      <span className={styles.page} aria-disabled="true">
        {children}
      </span>
    );
  return (
    <Link href={address({ at: cursor })} className={styles.page}>
      {children}
    </Link>
  );
}
