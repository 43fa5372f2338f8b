import { z } from "zod";
import type { ListTotal } from "@/lib/lists/list-total";
import { Instant } from "@/lib/platform/date-range/schema";
import type { NotificationKind } from "./notification-kind";

/** The id of a call, which also identifies its notification. */
export const CallInput = z.object({ callId: z.string() });

export const ReadUntilInput = z.object({
  /** Takes a "mark all as read" back to where it was before; empty for never. */
  until: z
    .string()
    .transform((text) => (text === "" ? null : text))
    .pipe(Instant.nullable()),
});

export type NotificationFilters = { kind?: NotificationKind; isUnread?: boolean };

/** A notification, derived from the lead of a call. Instants are ISO 8601 in UTC. */
export type Notification = {
  callId: string;
  personKey: string;
  /** The lead, which holds all calls of the person. */
  leadId: string | null;
  kinds: NotificationKind[];
  notifiedAt: string;
  startedAt: string;
  isUnread: boolean;
  name: string | null;
  /** Grouped for reading. */
  phoneNumber: string | null;
  country: string | null;
  company: string | null;
  agentName: string;
  totalScore: number | null;
  demoAt: string | null;
  /** The words that the score rests on, and the turn of the call that says them. */
  quote: { text: string; turn: number } | null;
};

export type NotificationPage = {
  notifications: Notification[];
  /** At most `unreadCountMax`, which stands for that many or more. */
  unread: number;
  total: ListTotal;
  previousCursor: string | null;
  nextCursor: string | null;
  asOf: string;
};

/** What the bell lists, and what it announces on arrival: a call that was delivered late may not be among the newest. */
export type LatestNotifications = Pick<NotificationPage, "unread" | "asOf"> & {
  latest: Notification[];
  arrived: Notification[];
};
