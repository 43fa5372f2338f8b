import type { ReactNode } from "react";
import styles from "./small-table.module.css";

export type SmallColumn<Row> = {
  header: string;
  /** Aligned to the right, of tabular figures. */
  isNumber?: boolean;
  /** A CSS width; columns without one share the rest. */
  width?: string;
  /** Left out on a phone. */
  isWide?: boolean;
  cell(row: Row): ReactNode;
};

type SmallTableProps<Row> = {
  /** What it lists, for those who do not see its title. */
  caption: string;
  columns: readonly SmallColumn<Row>[];
  rows: readonly Row[];
  rowKey(row: Row): string;
  /** Stands in place of a table without rows. */
  empty: string;
};

/** A few rows inside a panel. */
export function SmallTable<Row>({ caption, columns, rows, rowKey, empty }: SmallTableProps<Row>) {
  if (rows.length === 0) return <p className={styles.empty}>{empty}</p>;
  const classOf = ({ isNumber, isWide }: SmallColumn<Row>) =>
    [isNumber && styles.number, isWide && styles.wide].filter(Boolean).join(" ") || undefined;
  return (
    <table className={styles.table} aria-label={caption}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.header} scope="col" className={classOf(column)} style={{ width: column.width }}>
              {column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <td key={column.header} className={classOf(column)}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** A dimmed second line of a cell. */
export function Dimmed({ children }: { children: ReactNode }) {
  return <span className={styles.dimmed}>{children}</span>;
}
