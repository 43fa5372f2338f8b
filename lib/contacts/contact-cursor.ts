import { z } from "zod";
import { type ContactSort, contactSorts } from "./schema";

/** A place in the list: the key of the contact beside it, which is its name in the sorting by name and its moment otherwise. */
export type ContactCursor = { sort: ContactSort; direction: "after" | "before"; key: string; id: string };

const Instant = z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith("0000"));
const Parts = z.tuple([z.enum(contactSorts), z.enum(["after", "before"]), z.string().max(400), z.uuid()]);

/** A cursor as an address carries it. */
export function encodeContactCursor({ sort, direction, key, id }: ContactCursor): string {
  return Buffer.from(JSON.stringify([sort, direction, key, id])).toString("base64url");
}

/** The cursor that a text stands for, or null when it stands for none of this sorting. */
export function decodeContactCursor(text: string, sort: ContactSort): ContactCursor | null {
  const parsed = Parts.safeParse(readJson(Buffer.from(text, "base64url").toString("utf8")));
  if (!parsed.success) return null;
  const [of, direction, key, id] = parsed.data;
  if (of !== sort || key.includes("\0") || !key.isWellFormed()) return null;
  if (sort === "newest" && !Instant.safeParse(key).success) return null;
  return { sort, direction, key, id };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
