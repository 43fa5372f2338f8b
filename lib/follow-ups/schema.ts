import { z } from "zod";
import type { ListTotal } from "@/lib/lists/list-total";
import type { FiltersOf } from "@/lib/lists/parse-list";
import { TickedIds } from "@/lib/lists/ticked-ids";
import { Day } from "@/lib/platform/date-range/schema";
import { storableText } from "@/lib/platform/storable-text";
import { trimInvisible } from "@/lib/platform/trim-invisible";
import type { FollowUpStatus } from "./follow-up-status";
import type { FollowUpTab } from "./follow-up-tab";

export const remarkLengthMax = 2000;
export const followUpsAtOnceMax = 100;

const blank = (text: string) => (text === "" ? undefined : text);
const Text = z.string().overwrite(storableText).trim();
const Remark = Text.max(remarkLengthMax, "A remark has at most 2,000 characters.");

/** Whom to follow up: known by the call that they made, else by number, else by address. */
export const ScheduleInput = z.object({
  callId: z.string().transform(blank).pipe(z.uuid().optional()).optional(),
  name: Text.max(255, "A name has at most 255 characters.").transform(blank).optional(),
  phone: Text.max(64, "Enter a valid phone number.").transform(blank).optional(),
  email: z
    .string()
    .overwrite(trimInvisible)
    .transform(blank)
    .pipe(z.email("Enter a valid email address.").max(320).optional())
    .optional(),
  date: Day,
  remark: Remark.default(""),
});

export const RescheduleInput = z.object({
  id: z.string(),
  date: Day,
  /** `yes` takes a change back: a day that has passed is then no mistake. */
  undo: z.literal("yes").optional(),
});

/** Ids as a form sends them, separated by commas. */
const Ids = z
  .string({ error: "Choose a follow-up." })
  .transform((text) => [...new Set(text.toLowerCase().split(","))])
  .pipe(z.array(z.string()).max(followUpsAtOnceMax, "At most 100 follow-ups can be changed at once."));

export const ChangeInput = z.object({
  ids: Ids,
  /** Replaces the remark; without it, the remark stays. */
  remark: Remark.optional(),
});

export const RemarkInput = z.object({ id: z.string(), remark: Remark });

/** The filters of the list, as the page's address names it. */
export const followUpFilterFields = {
  q: Text.min(2).max(200),
  ids: TickedIds,
} as const;
export type FollowUpFilters = FiltersOf<typeof followUpFilterFields>;

/** A follow-up as lists show it. Days are `YYYY-MM-DD` in the tenant's zone, instants ISO 8601 in UTC. */
export type FollowUp = {
  id: string;
  personKey: string;
  callId: string | null;
  /** Null for somebody who has not been a lead in any call. */
  leadId: string | null;
  name: string | null;
  /** Grouped for reading. */
  phoneNumber: string | null;
  country: string | null;
  email: string | null;
  day: string;
  remark: string;
  status: FollowUpStatus;
  completedAt: string | null;
};

/** How many there are in each tab. */
export type FollowUpCounts = Record<FollowUpTab, ListTotal>;

export type FollowUpPage = {
  tab: FollowUpTab;
  followUps: FollowUp[];
  counts: FollowUpCounts;
  today: string;
  previousCursor: string | null;
  nextCursor: string | null;
  asOf: string;
};

export type FollowUpMonth = {
  /** `YYYY-MM`. */
  month: string;
  today: string;
  /** Only days that have some. */
  days: { day: string; pending: number; completed: number; cancelled: number; first: FollowUp[] }[];
  /** The follow-ups of the day that was asked for, at most a hundred. */
  ofDay: FollowUp[] | null;
  counts: FollowUpCounts;
  asOf: string;
};

/** What the Overview says of them. */
export type DueFollowUps = { dueToday: ListTotal; overdue: ListTotal; first: FollowUp[]; today: string };
