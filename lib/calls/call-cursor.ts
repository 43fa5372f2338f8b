import { z } from "zod";

/** A place between two calls of the list, which is ordered by start and then by id. */
export type CallCursor = { direction: "older" | "newer"; startedAt: string; id: string };

// Microseconds as PostgreSQL keeps them: a JavaScript date would cut them off and skip or repeat calls.
const Instant = z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith("0000"));
const Parts = z.tuple([z.enum(["o", "n"]), Instant, z.uuid()]);

/** A cursor as an address carries it. */
export function encodeCallCursor({ direction, startedAt, id }: CallCursor): string {
  return Buffer.from([direction === "older" ? "o" : "n", startedAt, id].join(" ")).toString("base64url");
}

/** The cursor that a text stands for, or null when it stands for none. */
export function decodeCallCursor(text: string): CallCursor | null {
  const parts = Parts.safeParse(Buffer.from(text, "base64url").toString("utf8").split(" "));
  if (!parts.success) return null;
  const [letter, startedAt, id] = parts.data;
  return { direction: letter === "o" ? "older" : "newer", startedAt, id };
}
