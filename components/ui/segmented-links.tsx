import { Link } from "@/components/navigation/link";
import { formatShortTotal } from "@/lib/lists/format-total";
import type { ListTotal } from "@/lib/lists/list-total";
import { formatCount } from "@/lib/platform/format/format-count";
import styles from "./segmented-links.module.css";

type Segment = { href: string; label: string; count?: ListTotal | number | null; isCurrent: boolean };

/** Views of one page, each with an address of its own, and how much is in it where that is known. */
export function SegmentedLinks({ label, segments }: { label: string; segments: readonly Segment[] }) {
  return (
    <nav className={styles.segments} aria-label={label}>
      {segments.map((segment) => (
        <Link
          key={segment.href}
          href={segment.href}
          scroll={false}
          className={styles.segment}
          aria-current={segment.isCurrent ? "page" : undefined}
        >
          {segment.label}
          {segment.count != null && <span className={styles.count}>{textOf(segment.count)}</span>}
        </Link>
      ))}
    </nav>
  );
}

const textOf = (count: ListTotal | number) =>
  typeof count === "number" ? formatCount(count) : formatShortTotal(count);
