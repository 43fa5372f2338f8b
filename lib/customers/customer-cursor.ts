import { z } from "zod";
import { Instant } from "@/lib/platform/date-range/schema";

/** A place between two customers of the list, which is ordered by conversion and then by id, the newest first. */
export type CustomerCursor = { direction: "older" | "newer"; at: string; id: string };

const Parts = z.tuple([z.enum(["o", "n"]), Instant, z.uuid()]);

/** A cursor as an address carries it. */
export function encodeCustomerCursor({ direction, at, id }: CustomerCursor): string {
  return Buffer.from([direction === "older" ? "o" : "n", at, id].join(" ")).toString("base64url");
}

/** The cursor that a text stands for, or null when it stands for none. */
export function decodeCustomerCursor(text: string): CustomerCursor | null {
  const parts = Parts.safeParse(Buffer.from(text, "base64url").toString("utf8").split(" "));
  if (!parts.success) return null;
  const [letter, at, id] = parts.data;
  return { direction: letter === "o" ? "older" : "newer", at, id };
}
