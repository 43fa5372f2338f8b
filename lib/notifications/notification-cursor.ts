import { z } from "zod";
import { Instant } from "@/lib/platform/date-range/schema";

/** A place between two notifications of a list: the moment by which the list is ordered, and the call. */
export type NotificationCursor = { direction: "older" | "newer"; place: string; callId: string };

const Parts = z.tuple([z.enum(["o", "n"]), Instant, z.uuid()]);

/** A cursor as an address carries it. */
export function encodeNotificationCursor({ direction, place, callId }: NotificationCursor): string {
  return Buffer.from([direction === "older" ? "o" : "n", place, callId].join(" ")).toString("base64url");
}

/** The cursor that a text stands for, or null when it stands for none. */
export function decodeNotificationCursor(text: string): NotificationCursor | null {
  const parts = Parts.safeParse(Buffer.from(text, "base64url").toString("utf8").split(" "));
  if (!parts.success) return null;
  const [letter, place, callId] = parts.data;
  return { direction: letter === "o" ? "older" : "newer", place, callId };
}
