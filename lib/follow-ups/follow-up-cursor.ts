import { z } from "zod";
import { Day, Instant } from "@/lib/platform/date-range/schema";

/** A place between two follow-ups of a list: `place` is a day or an instant, as the list is ordered. */
export type FollowUpCursor = { direction: "next" | "previous"; place: string; id: string };

const Parts = z.tuple([z.enum(["n", "p"]), z.union([Day, Instant]), z.uuid()]);

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
