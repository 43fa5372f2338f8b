import { z } from "zod";
import type { UserRole } from "@/lib/access/context";
import type { TransactionType } from "@/lib/billing/transaction-type";
import type { ListTotal } from "@/lib/lists/list-total";
import type { FiltersOf } from "@/lib/lists/parse-list";
import { TickedIds } from "@/lib/lists/ticked-ids";
import type { AuditDetails } from "../audit-log/schema";

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

/** A row of the ledger of an account. */
export type UserLedgerEntry = {
  id: string;
  entryNumber: number;
  type: TransactionType;
  /** Credits: negative when they left the balance. */
  amount: number;
  balanceAfter: number;
  description: string;
  occurredAt: string;
  callId: string | null;
  /** Credits of the call that can still be given back; zero for what is not a call's first charge. */
  refundable: number;
};

/** What an administrator sees of an account. Instants are ISO 8601 in UTC, days are in the account's zone. */
export type UserDetail = {
  id: string;
  name: string;
  email: string;
  role: UserRole;
  isActive: boolean;
  isVerified: boolean;
  method: SignInMethod;
  /** Other ways to sign in than the password. */
  providers: SignInMethod[];
  passwordChangedAt: string | null;
  /** Since when sign-ins ask for a second factor; null while it is off. */
  secondFactorSince: string | null;
  timezone: string;
  country: string | null;
  credits: number;
  createdAt: string;
  deleteAfter: string | null;
  /** Over the 30 days that attempts are kept. */
  signIns: { attempts: number; failed: number; lastAt: string | null; lastFailedAt: string | null };
  /** Until when its address has to wait at some place after failed sign-ins; null when it does not. */
  lockedUntil: string | null;
  totals: {
    label: string;
    /** Of the past 30 days as `user_kpi_summary` has them; null until it was refreshed. */
    month: number | null;
    lifetime: number;
  }[];
  days: { day: string; calls: number; successfulCalls: number; leads: number }[];
  agents: {
    id: string;
    name: string;
    providerAgentId: string;
    isActive: boolean;
    monthCalls: number;
    lifetimeCalls: number;
    lastCallDate: string | null;
  }[];
  numbers: { id: string; name: string; number: string; isActive: boolean }[];
  sessions: { id: string; ipAddress: string | null; userAgent: string | null; openedAt: string; lastUsedAt: string }[];
  attempts: { id: string; at: string; ipAddress: string | null; reason: string | null }[];
  /** The newest entries, the newest first, and how many there are. */
  ledger: { entries: UserLedgerEntry[]; count: number };
  /** What administrators did to the account and noted about it, the newest first. */
  history: UserHistoryEntry[];
  asOf: string;
};

export type UserHistoryEntry = { id: string; at: string; by: string } & (
  | { kind: "action"; action: string; details: AuditDetails }
  | { kind: "note"; note: string }
);
