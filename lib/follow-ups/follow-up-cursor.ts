import { z } from "zod";

/** A place between two follow-ups of a list: `place` is a day or an instant, as the list is ordered. */
export type FollowUpCursor = { direction: "next" | "previous"; place: string; id: string };

const Place = z.union([
  z.iso.date(),
  // Microseconds as PostgreSQL keeps them: a JavaScript date would cut them off and skip or repeat rows.
  z.iso.datetime({ precision: 6 }).refine((text) => !text.startsWith("0000")),
]);
const Parts = z.tuple([z.enum(["n", "p"]), Place, z.uuid()]);

/** A cursor as an address carries it. */
export function encodeFollowUpCursor({ direction, place, id }: FollowUpCursor): string {
  return Buffer.from([direction === "next" ? "n" : "p", place, id].join(" ")).toString("base64url");
}

/** The cursor that a text stands for, or null when it stands for none. */
export function decodeFollowUpCursor(text: string): FollowUpCursor | null {
  const parts = Parts.safeParse(Buffer.from(text, "base64url").toString("utf8").split(" "));
  if (!parts.success) return null;
  const [letter, place, id] = parts.data;
  return { direction: letter === "n" ? "next" : "previous", place, id };
}
