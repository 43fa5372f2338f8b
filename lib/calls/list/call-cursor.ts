import { decodeCursor, encodeCursor } from "@/lib/lists/cursor";
import { callOrders } from "../_call-tables";
import type { CallSort } from "../schema";

/** A place between two calls of a list: the key by which it is ordered (an instant, or a number), then the id. */
export type CallCursor = { direction: "after" | "before"; key: string; id: string };

/** A cursor as an address carries it. */
export function encodeCallCursor({ direction, key, id }: CallCursor, sort: CallSort = "newest"): string {
  return encodeCursor({ order: sort, direction, key: [key], id });
}

/** The cursor that a text stands for in a list of this order, or null when it stands for none. */
export function decodeCallCursor(text: string, sort: CallSort = "newest"): CallCursor | null {
  // Which table's column a list goes by is known with its filters; the key looks the same.
  const cursor = decodeCursor(text, { name: sort, key: [["", callOrders[sort].type]] });
  const [key] = cursor?.key ?? [];
  return cursor && key !== undefined ? { direction: cursor.direction, key, id: cursor.id } : null;
}
