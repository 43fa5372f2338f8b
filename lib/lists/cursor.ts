import { z } from "zod";
import { Day, Instant } from "@/lib/platform/date-range/schema";
import type { KeyType, ListOrder } from "./list-order";

/** A keyset cursor: the id of a row and its sort key as text. */
export type Cursor = { order: string; direction: "after" | "before"; key: readonly string[]; id: string };

const keys: Readonly<Record<KeyType, z.ZodType<string>>> = {
  date: Day,
  integer: z.string().regex(/^-?\d{1,9}$/),
  text: z
    .string()
    .max(400)
    .refine((text) => text.isWellFormed() && !text.includes("\0")),
  timestamptz: Instant,
};

/** A cursor as an address carries it. */
export function encodeCursor({ order, direction, key, id }: Cursor): string {
  return Buffer.from(JSON.stringify([order, direction, ...key, id])).toString("base64url");
}

/** The cursor that a text stands for, or null when it stands for none of this order. */
export function decodeCursor(text: string, order: Pick<ListOrder, "name" | "key">): Cursor | null {
  const Parts = z.tuple([
    z.literal(order.name),
    z.enum(["after", "before"]),
    ...order.key.map(([, type]) => keys[type]),
    z.uuid(),
  ]);
  const parts = Parts.safeParse(readJson(Buffer.from(text, "base64url").toString("utf8")));
  if (!parts.success) return null;
  const [, direction, ...rest] = parts.data;
  return { order: order.name, direction, key: rest.slice(0, -1), id: rest.at(-1) ?? "" };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
