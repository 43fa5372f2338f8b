import type { CallFilters, CallSort } from "../schema";
import type { CallCursor } from "./call-cursor";

export type PageInput = { filters: CallFilters; sort: CallSort; cursor: CallCursor | null; limit: number };

/** A call's place in a list: its key in the words of a cursor, and its id. */
export type Place = { id: string; key: string };

export type Tenant = { userId: string; timezone: string };

export type FoundPage = {
  /** In the list's order; with `cursor.direction` "before" in reverse, away from the cursor. */
  places: Place[];
  hasMore: boolean;
  /** Where looking ended before the page was full. */
  stoppedAt: Place | null;
  /** Known where all calls that match were found at once. */
  total: number | null;
};

/** Up to this many calls with the words of a search, or of a rare condition, are examined at once. */
export const fewFoundMax = 10_000;
