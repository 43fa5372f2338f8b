import { VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Link } from "@/components/navigation/link";
import type { Change } from "@/lib/platform/format/format-change";
import styles from "./metric-table.module.css";

export type MetricColumn = {
  key: string;
  label: string;
  /** Says what is counted, on hover and to screen readers. */
  definition?: string;
  /** Where the table is sorted by this column. */
  sortHref?: string;
  sorted?: "ascending" | "descending";
};

export type ShownMetric = {
  key: string;
  text: string;
  /** The calls behind it; without any there is no link. */
  href: string | null;
  change?: Change | null;
  verdict?: "better" | "worse" | null;
  /** A label beside the metric, such as "best". */
  mark?: string;
  content?: ReactNode;
};

export type MetricRow = {
  key: string;
  label: string;
  /** Explains the name when it is pointed at. */
  title?: string;
  href?: string;
  /** Stands before the label, such as a box to choose the row. */
  before?: ReactNode;
  note?: string;
  metrics: readonly ShownMetric[];
};

type MetricTableProps = {
  caption: string;
  /** Heads the rows' names. */
  rowsLabel: string;
  rowsSort?: Pick<MetricColumn, "sortHref" | "sorted">;
  columns: readonly MetricColumn[];
  rows: readonly MetricRow[];
  total?: MetricRow;
};

/** A table in which every metric leads to the calls that it counts. It scrolls sideways beside its names. */
export function MetricTable({ caption, rowsLabel, rowsSort, columns, rows, total }: MetricTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable by keyboard.
    <section className={styles.scroll} tabIndex={0} aria-label={caption}>
      <table className={styles.table}>
        <caption className={styles.caption}>{caption}</caption>
        <thead>
          <tr>
            <Head column={{ key: "name", label: rowsLabel, ...rowsSort }} />
            {columns.map((column) => (
              <Head key={column.key} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.key} row={row} />
          ))}
        </tbody>
        {total && (
          <tfoot>
            <Row row={total} />
          </tfoot>
        )}
      </table>
    </section>
  );
}

function Head({ column: { label, definition, sortHref, sorted } }: { column: MetricColumn }) {
  const SortIcon = sorted === "ascending" ? IconArrowUp : IconArrowDown;
  return (
    <th scope="col" aria-sort={sorted} title={definition}>
      {sortHref ? (
        <Link href={sortHref} scroll={false} className={styles.sort} data-sorted={sorted}>
          {label}
          {sorted && <SortIcon size={12} stroke={2} aria-hidden />}
        </Link>
      ) : (
        label
      )}
    </th>
  );
}

function Row({ row: { label, title, href, before, note, metrics } }: { row: MetricRow }) {
  return (
    <tr>
      <th scope="row" title={title}>
        <span className={styles.name}>
          {before}
          <span>
            {href ? (
              <Link href={href} className={styles.link}>
                {label}
              </Link>
            ) : (
              label
            )}
            {note && <span className={styles.note}>{note}</span>}
          </span>
        </span>
      </th>
      {metrics.map(({ key, text, href: behind, change, verdict, mark, content }) => (
        <td key={key}>
          {mark && <span className={styles.mark}>{mark}</span>}
          {behind ? (
            <Link href={behind} prefetch={false} className={styles.link}>
              {text}
            </Link>
          ) : (
            text
          )}
          {change && (
            <span className={styles.change} data-verdict={verdict ?? undefined}>
              {change.text}
              {verdict && !change.text.endsWith(verdict) && <VisuallyHidden>, {verdict}</VisuallyHidden>}
            </span>
          )}
          {content}
        </td>
      ))}
    </tr>
  );
}
