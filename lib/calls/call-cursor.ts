import { z } from "zod";
import type { CallSort } from "./schema";

/** A place between two calls of a list: the key by which it is ordered (an instant, or a number), then the id. */
export type CallCursor = { direction: "after" | "before"; key: string; id: string };

// Microseconds as PostgreSQL keeps them: a JavaScript date would cut them off and skip or repeat calls.
const Instant = z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith("0000"));
const WholeNumber = z.string().regex(/^\d{1,9}$/);
const keys = { newest: Instant, oldest: Instant, longest: WholeNumber, score: WholeNumber };

/** A cursor as an address carries it. */
export function encodeCallCursor({ direction, key, id }: CallCursor): string {
  return Buffer.from([direction === "after" ? "o" : "n", key, id].join(" ")).toString("base64url");
}

/** The cursor that a text stands for in a list of this order, or null when it stands for none. */
export function decodeCallCursor(text: string, sort: CallSort = "newest"): CallCursor | null {
  const Parts = z.tuple([z.enum(["o", "n"]), keys[sort], z.uuid()]);
  const parts = Parts.safeParse(Buffer.from(text, "base64url").toString("utf8").split(" "));
  if (!parts.success) return null;
  const [letter, key, id] = parts.data;
  return { direction: letter === "o" ? "after" : "before", key, id };
}
