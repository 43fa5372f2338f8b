import { z } from "zod";
import type { UserRole } from "@/lib/access/context";
import type { ListTotal } from "@/lib/lists/list-total";
import type { FiltersOf } from "@/lib/lists/parse-list";
import { TickedIds } from "@/lib/lists/ticked-ids";

export const signInMethods = ["email", "google", "linkedin", "github"] as const;
export type SignInMethod = (typeof signInMethods)[number];

/** By calls, only accounts are listed that the summary of the past 30 days has. */
export const userSorts = ["newest", "email", "calls", "most-credits", "fewest-credits"] as const;
export type UserSort = (typeof userSorts)[number];

const yesOrNo = z.enum(["yes", "no"]);

/** The filters of the list of users, each field as the address writes it. */
export const userFilterFields = {
  q: z.string().trim().min(1).max(200),
  role: z.enum(["user", "admin", "super_admin"]),
  active: yesOrNo,
  verified: yesOrNo,
  method: z.enum(signInMethods),
  balance: z.enum(["none", "left"]),
  seen: z.enum(["week", "month", "never"]),
  calls: yesOrNo,
  ids: TickedIds,
} as const;
export type UserFilters = FiltersOf<typeof userFilterFields>;

/** A line of the list. Instants are ISO 8601 in UTC, `lastCallDate` is a day in the user's zone. */
export type UserListItem = {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  isActive: boolean;
  isVerified: boolean;
  method: SignInMethod;
  timezone: string;
  country: string | null;
  credits: number;
  /** Of the past 30 days and of all agents, as `user_kpi_summary` has them; null until it was refreshed. */
  calls30d: number | null;
  leads30d: number | null;
  agents: number | null;
  lastCallDate: string | null;
  /** When a session of theirs was last used; null without one that is kept. */
  lastSeenAt: string | null;
  createdAt: string;
  /** When the account is erased, as its owner asked. */
  deleteAfter: string | null;
};

export type UserPage = {
  users: UserListItem[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: ListTotal;
  asOf: string;
};
