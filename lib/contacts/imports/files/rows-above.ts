import { readAddress } from "../read-address";
import { knownHeaders } from "./known-headers";

/** So many rows at a file's beginning are looked at. */
export const rowsAboveMax = 10;

const isData = (cell: string) => "email" in readAddress(cell) || /^\+?[\d\s().\-/]{7,}$/.test(cell.trim());

/**
 * How many rows stand above a table's header: titles, remarks, headings of merged cells. The header is the first row that names at
 * least two fields; without one, or with data above it, the table begins with the first row.
 */
export function rowsAbove(first: readonly (readonly string[])[]): number {
  const header = first.slice(0, rowsAboveMax).findIndex((cells) => knownHeaders(cells) >= 2);
  return header > 0 && !first.slice(0, header).some((cells) => cells.some(isData)) ? header : 0;
}
