import type { ReactNode } from "react";

/** The sorts that a column's header switches between, as the address names them. */
export type ColumnSort = { descending?: string; ascending?: string };

export type Column<Row> = {
  /** Names it in the address when columns are chosen. */
  key: string;
  header: string;
  cell(row: Row): ReactNode;
  /** Aligned to the right. */
  isNumber?: boolean;
  /** Hidden on a phone, where another cell shows it in a second line or it is not needed. */
  isWide?: boolean;
  /** A CSS width; a column without one takes the remaining space. */
  width?: string;
  /** How wide a cell may grow, as CSS has it; without it a column stays narrow. */
  maxWidth?: string;
  /** On a phone, where the table has fixed columns. */
  phoneWidth?: string;
  sort?: ColumnSort;
};
