"use client";

import { Link } from "@/components/navigation/link";
import { formatTotal } from "@/lib/lists/format-total";
import type { ListTotal } from "@/lib/lists/list-total";
import { useAddress } from "../ui/use-address";
import styles from "./list-footer.module.css";

type ListFooterProps = {
  /** One of them, and several. */
  nouns: readonly [string, string];
  /** How many there are in all. */
  total: ListTotal;
  previousCursor: string | null;
  nextCursor: string | null;
  /** The labels of the links to the previous and next page. */
  pageLabels?: readonly [string, string];
};

/** How many rows there are, and the links to the previous and next page. */
export function ListFooter({ nouns, total, previousCursor, nextCursor, pageLabels }: ListFooterProps) {
  const [before, after] = pageLabels ?? ["Newer", "Older"];
  const isWhole = !previousCursor && !nextCursor;
  return (
    <div className={styles.foot}>
      <span aria-live="polite">
        {capitalised(formatTotal(total))} {total.count === 1 && !total.isMore ? nouns[0] : nouns[1]}
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
