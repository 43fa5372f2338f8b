import type { CSSProperties, ReactNode } from "react";
import { Link } from "@/components/navigation/link";
import { BulkBar } from "./bulk-bar";
import type { Column, ColumnSort } from "./column";
import styles from "./data-table.module.css";
import { SortLink } from "./sort-link";
import { TickAll } from "./tick-all";
import { TickBox } from "./tick-box";
import type { Selection } from "./use-selection";

/** The number of columns that fit a desktop; further ones are reached by scrolling. */
const columnsMax = 8;

/** With it rows can be ticked. */
type TableSelection<Row> = {
  state: Selection;
  /** Says whose box it is. */
  rowName(row: Row): string;
  /** What can be done with the ticked rows. */
  actions: ReactNode;
};

type DataTableProps<Row> = {
  /** What the table lists, for those who do not see it. */
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** The sort in force, as the address names it. */
  sort?: string;
  selection?: TableSelection<Row>;
};

/** Rows under a header that stays. A cell's `RowLink` makes its whole row a link, and the sort is part of the address. */
export function DataTable<Row>({ caption, columns, rows, rowKey, sort, selection }: DataTableProps<Row>) {
  const isCovered = selection !== undefined && selection.state.keys.length > 0;
  return (
    <div className={styles.frame}>
      {selection && <BulkBar selection={selection.state}>{selection.actions}</BulkBar>}
      <div className={styles.scroller} data-many={columns.length > columnsMax || undefined}>
        <table className={styles.table}>
          <caption className={styles.caption}>{caption}</caption>
          <thead>
            <tr>
              {selection && (
                <th scope="col" className={styles.tick}>
                  <TickAll state={selection.state} keys={rows.map(rowKey)} />
                </th>
              )}
              {columns.map((column) => (
                <Header key={column.key} column={column} sort={sort} isCovered={isCovered} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => {
              const key = rowKey(row);
              const isTicked = selection?.state.has(key);
              return (
                <tr key={key} className={styles.row} data-row data-ticked={isTicked || undefined}>
                  {selection && (
                    <td className={styles.tick}>
                      <TickBox state={selection.state} row={key} label={`Select ${selection.rowName(row)}`} />
                    </td>
                  )}
                  {columns.map((column) => (
                    <td key={column.key} className={classOf(column)} style={{ maxWidth: column.maxWidth }}>
                      {column.cell(row)}
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** The link of a row; its target is the whole row. */
export function RowLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link href={href} className={styles.link} data-row-link>
      {children}
    </Link>
  );
}

/** The dimmed second line of a cell. `onlyOnPhone` for what has its own column on larger screens. */
export function SecondLine({ children, onlyOnPhone = false }: { children: ReactNode; onlyOnPhone?: boolean }) {
  return <span className={onlyOnPhone ? `${styles.second} ${styles.narrow}` : styles.second}>{children}</span>;
}

/** Stands where a row has nothing to say. */
export function Dash() {
  return (
    <span className={styles.dash} role="img" aria-label="none">
      –
    </span>
  );
}

/** Keeps a control of a row above the row's own link. */
export function AboveRow({ children }: { children: ReactNode }) {
  return <span className={styles.above}>{children}</span>;
}

function classOf<Row>({ isNumber, isWide }: Column<Row>): string {
  return [styles.cell, isNumber && styles.number, isWide && styles.wide].filter(Boolean).join(" ");
}

/** `isCovered` by the actions for the ticked rows: what lies under them cannot have the focus. */
type HeaderProps<Row> = { column: Column<Row>; sort?: string; isCovered: boolean };

function Header<Row>({ column, sort, isCovered }: HeaderProps<Row>) {
  const { header, width, phoneWidth, sort: sorts } = column;
  const style = { "--column-width": width, "--column-phone-width": phoneWidth ?? "auto" } as CSSProperties;
  const direction = sorts && directionOf(sorts, sort);
  return (
    <th scope="col" className={classOf(column)} style={style} aria-sort={direction ?? undefined}>
      {sorts ? (
        <SortLink sorts={sorts} direction={direction ?? null} isCovered={isCovered}>
          {header}
        </SortLink>
      ) : (
        header
      )}
    </th>
  );
}

function directionOf({ descending, ascending }: ColumnSort, sort?: string): "descending" | "ascending" | null {
  if (sort === undefined) return null;
  if (sort === descending) return "descending";
  return sort === ascending ? "ascending" : null;
}
