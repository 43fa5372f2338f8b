import { z } from "zod";
import { auditActions } from "@/lib/access/audit-action";
import type { ListTotal } from "@/lib/lists/list-total";
import type { FiltersOf } from "@/lib/lists/parse-list";
import { TickedIds } from "@/lib/lists/ticked-ids";

const value = z.union([z.string(), z.number(), z.boolean(), z.null()]);
/** One value, or several by their names. */
const values = z
  .union([value, z.record(z.string(), value)])
  .nullish()
  .catch(null);

/** What describes an action: values before and after it, why it was done, and what else there is to say. */
export const AuditDetails = z.looseObject({ before: values, after: values, reason: z.string().nullish().catch(null) });
export type AuditDetails = z.infer<typeof AuditDetails>;

export const auditSorts = ["newest", "oldest"] as const;
export type AuditSort = (typeof auditSorts)[number];

const day = z.iso.date();

/** The filters of the audit log, each field as the address writes it. */
export const auditFilterFields = {
  /** A part of the name or the address of the administrator or the account, or an id. */
  q: z.string().trim().min(1).max(200),
  action: z.enum(auditActions),
  /** The account it was done to. */
  target: z.uuid(),
  /** The setting it was done to. */
  setting: z.string().regex(/^[a-z0-9_.]{1,100}$/),
  /** Days in the reader's zone, both included. */
  from: day,
  to: day,
  ids: TickedIds,
} as const;
export type AuditFilters = FiltersOf<typeof auditFilterFields>;

/** An entry of the audit log. `at` is ISO 8601 in UTC. */
export type AuditEntry = {
  id: string;
  /** Its place in the chain, from 1. */
  number: number;
  at: string;
  admin: { id: string; name: string; email: string };
  action: string;
  resourceType: string;
  resourceId: string | null;
  target: { id: string; name: string; email: string } | null;
  details: AuditDetails;
  ipAddress: string | null;
  userAgent: string | null;
  hash: string;
};

export type AuditPage = {
  entries: AuditEntry[];
  nextCursor: string | null;
  previousCursor: string | null;
  total: ListTotal;
  asOf: string;
};

export type ChainVerdict = {
  /** How many entries there are. */
  entries: number;
  /** Number and hash of the newest entry, as `npm run audit:verify -- --expect` takes them. */
  newest: { number: number; hash: string };
  faults: { number: number; id: string | null; fault: string }[];
};
