import { z } from "zod";
import { type LeadSort, leadSorts } from "./schema";

/** A place between two leads of the list; `rank` is the score that it is sorted by, and null where it is sorted by time alone. */
export type LeadCursor = {
  sort: LeadSort;
  direction: "after" | "before";
  rank: number | null;
  at: string;
  id: string;
};

// Microseconds as PostgreSQL keeps them: a JavaScript date would cut them off and skip or repeat leads.
const Instant = z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith("0000"));
const Rank = z.union([
  z.literal("").transform(() => null),
  z
    .string()
    .regex(/^(-1|\d{1,3})$/)
    .transform(Number),
]);
const Parts = z.tuple([z.enum(leadSorts), z.enum(["a", "b"]), Rank, Instant, z.uuid()]);

/** A cursor as an address carries it. */
export function encodeLeadCursor({ sort, direction, rank, at, id }: LeadCursor): string {
  return Buffer.from([sort, direction === "after" ? "a" : "b", rank ?? "", at, id].join(" ")).toString("base64url");
}

/** The cursor that a text stands for, or null when it stands for none or for another sort's. */
export function decodeLeadCursor(text: string, sort: LeadSort): LeadCursor | null {
  const parts = Parts.safeParse(Buffer.from(text, "base64url").toString("utf8").split(" "));
  if (!parts.success) return null;
  const [ofSort, letter, rank, at, id] = parts.data;
  if (ofSort !== sort || (rank === null) !== (sort === "latest")) return null;
  return { sort, direction: letter === "a" ? "after" : "before", rank, at, id };
}
