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
  /** Left out on a phone, where another cell says it in a second line or nobody misses it. */
  isWide?: boolean;
  /** As CSS has it; a column without one takes what is left. */
  width?: string;
  /** How wide a cell may grow, as CSS has it; without it a column stays narrow. */
  maxWidth?: string;
  /** On a phone, where the table has fixed columns. */
  phoneWidth?: string;
  sort?: ColumnSort;
};
