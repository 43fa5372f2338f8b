import type { Expression, SqlBool } from "kysely";
import { type Cursor, encodeCursor } from "./cursor";
import { isBeyond, type KeyPart } from "./is-beyond";
import type { Direction, ListOrder } from "./list-order";

/** What to read of a list: so many rows at most, this way, beyond a place unless it is the beginning. */
export type Slice = { direction: Direction; beyond: readonly Expression<SqlBool>[]; limit: number };

export type KeysetPage<Row> = { rows: Row[]; previousCursor: string | null; nextCursor: string | null };

type KeysetInput<Row> = {
  order: ListOrder;
  cursor: Cursor | null;
  limit: number;
  /** Reads in the caller's transaction. */
  read(slice: Slice): Promise<readonly Row[]>;
  /** The row's key, by the columns of the order, and its id. */
  cursorOf(row: Row): { key: readonly (string | number)[]; id: string };
};

/**
 * A page of a list by keyset: as fast on the last page as on the first. The way back ends at the first page, filled up with whatever has
 * come since.
 */
export async function readKeysetPage<Row>(input: KeysetInput<Row>): Promise<KeysetPage<Row>> {
  const { order, cursor, limit, read, cursorOf } = input;
  const isBack = cursor?.direction === "before";
  const direction = (order.direction === "asc") === isBack ? "desc" : "asc";
  const beyond = cursor ? [isBeyond(direction, partsOf(order, cursor))] : [];
  const rows = await read({ direction, beyond, limit: limit + 1 });
  const hasMore = rows.length > limit;
  if (isBack && !hasMore) return readKeysetPage({ ...input, cursor: null });
  const shown = rows.slice(0, limit);
  if (isBack) shown.reverse();
  const [first, last] = [shown[0], shown.at(-1)];
  const cursorAt = (row: Row, side: Cursor["direction"]) => {
    const { key, id } = cursorOf(row);
    return encodeCursor({ order: order.name, direction: side, key: key.map(String), id });
  };
  return {
    rows: shown,
    previousCursor: first !== undefined && cursor ? cursorAt(first, "before") : null,
    nextCursor: last !== undefined && (hasMore || isBack) ? cursorAt(last, "after") : null,
  };
}

function partsOf({ key, id }: ListOrder, cursor: Cursor): KeyPart[] {
  return [...key.map(([column, type], index): KeyPart => [column, type, cursor.key[index]]), [id, "uuid", cursor.id]];
}
