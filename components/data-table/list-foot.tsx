"use client";

import { Link } from "@/components/navigation/link";
import { formatCount } from "@/lib/platform/format/format-count";
import { useAddress } from "../ui/use-address";
import styles from "./list-foot.module.css";

type ListFootProps = {
  /** One of them, and several. */
  words: readonly [string, string];
  /** How many there are in all, where that is known. */
  total: number | null;
  shown: number;
  previousCursor: string | null;
  nextCursor: string | null;
  /** What the ways to the pages before and after are called. */
  pageWords?: readonly [string, string];
};

/** How many rows there are, and the ways to the pages before and after this one. */
export function ListFoot({ words, total, shown, previousCursor, nextCursor, pageWords }: ListFootProps) {
  const [before, after] = pageWords ?? ["Newer", "Older"];
  const isWhole = !previousCursor && !nextCursor;
  const known = total ?? (isWhole ? shown : null);
  return (
    <div className={styles.foot}>
      <span aria-live="polite">
        {known === null
          ? `${formatCount(shown)} ${nameOf(shown, words)} on this page`
          : `${formatCount(known)} ${nameOf(known, words)}`}
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

const nameOf = (count: number, [one, several]: readonly [string, string]) => (count === 1 ? one : several);

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
