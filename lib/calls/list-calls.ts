import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import type { LeadTemperature } from "@/lib/leads/lead-temperature";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import type { ListTotal } from "@/lib/platform/list-total";
import { callOrders } from "./_scope";
import { type CallCursor, encodeCallCursor } from "./call-cursor";
import { countCalls } from "./count-calls";
import { type FoundPage, findPage, type Place } from "./find-page";
import { parseSearch } from "./parse-search";
import { readSnippets } from "./read-snippets";
import type { CallFilters, CallListItem, CallPage, CallSort } from "./schema";

export const callsPerPage = 50;

export type CallRow = {
  id: string;
  started_at: string;
  status: CallListItem["status"];
  lead_type: CallListItem["direction"];
  call_source: CallListItem["source"];
  caller_name: string | null;
  phone_number: string | null;
  agent_id: string;
  agent_name: string;
  outcome: CallListItem["outcome"];
  duration_seconds: number;
  credits_used: number;
  total_score: number | null;
  lead_status_tag: LeadTemperature | null;
  is_qualified: boolean | null;
  is_read: boolean | null;
  call_quality_score: number | null;
  customer_satisfaction: number | null;
  has_recording: boolean;
  has_notes: boolean;
};

export const lookedUpColumns = `c.id, to_char(c.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS started_at,
  c.status, c.lead_type, c.call_source, c.phone_number, c.agent_id, a.name AS agent_name, o.outcome, c.duration_seconds,
  o.call_quality_score::float8 AS call_quality_score, o.customer_satisfaction::float8 AS customer_satisfaction, c.credits_used, l.total_score, l.lead_status_tag, l.is_qualified, l.is_read,
  c.recording_storage_key IS NOT NULL OR c.has_audio AS has_recording, c.notes IS NOT NULL AS has_notes`;

export const lookedUpTables = `calls c
  JOIN agents a ON a.id = c.agent_id AND a.user_id = c.user_id
  LEFT JOIN lead_analytics l ON l.call_id = c.id AND l.user_id = c.user_id
  LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND o.user_id = c.user_id`;

type ListInput = { filters: CallFilters; sort?: CallSort; cursor?: CallCursor | null; limit?: number };

/** A page of the tenant's calls in the order that is asked for, the newest first by default. */
export async function listCalls(ctx: Context, input: ListInput): Promise<CallPage> {
  const tenant = requirePermission(ctx, "call.read");
  const { filters, sort = "newest", cursor = null, limit = callsPerPage } = input;
  async function totalOf(tx: Transaction, page: FoundPage): Promise<ListTotal> {
    const isWhole = !cursor && !page.hasMore;
    const known = isWhole ? page.places.length : page.total;
    if (known !== null) return { count: known, isMore: false };
    return countCalls(tx, tenant, { filters, sort, seen: page.places.length, isSlow: page.stoppedAt !== null });
  }
  const { found, calls, total } = await ctx.db.tenant(tenant.userId, async (tx) => {
    let page = await findPage(tx, tenant, { filters, sort, cursor, limit });
    // The way back ends at the first page, filled up with whatever has come since.
    const isBack = cursor?.direction === "before";
    const isAtStart = isBack && !page.hasMore;
    if (isAtStart) page = await findPage(tx, tenant, { filters, sort, cursor: null, limit });
    else if (isBack) page = { ...page, places: page.places.toReversed() };
    return {
      found: { ...page, isFirst: !cursor || isAtStart, hasMore: page.hasMore || (isBack && !isAtStart) },
      calls: await lookUpCalls(tx, tenant.userId, page.places, filters.q),
      total: await totalOf(tx, page),
    };
  });
  const { places, stoppedAt, hasMore, isFirst } = found;
  const first = places[0];
  const last = stoppedAt ?? places.at(-1);
  return {
    calls,
    previousCursor: first && !isFirst ? encodeCallCursor({ direction: "before", ...first }) : null,
    nextCursor: last && hasMore ? encodeCallCursor({ direction: "after", ...last }) : null,
    stopped: stoppedAt && { at: callOrders[sort].type === "timestamptz" ? stoppedAt.key : null },
    total,
    asOf: ctx.clock.now().toISOString(),
  };
}

/**
 * What a list shows of these calls. They are found before anything is looked up for them: planned together, the policies of the tables
 * that are looked up make the planner expect next to no rows, and sort all that there are.
 */
export async function lookUpCalls(
  tx: Transaction,
  userId: string,
  places: readonly Place[],
  q?: string,
): Promise<CallListItem[]> {
  if (places.length === 0) return [];
  const ids = places.map(({ id }) => id);
  const { rows } = await tx.query<CallRow>(
    `SELECT ${lookedUpColumns}, coalesce(c.caller_name, l.extracted_name) AS caller_name
       FROM ${lookedUpTables} WHERE c.user_id = $1 AND c.id = ANY ($2::uuid[])`,
    [userId, ids],
  );
  const items = new Map(rows.map((row) => [row.id, toListItem(row)]));
  const snippets = q === undefined ? null : await readSnippets(tx, userId, ids, parseSearch(q));
  return ids.flatMap((id) => {
    const item = items.get(id);
    if (!item) return [];
    return snippets ? { ...item, snippet: snippets.get(id) ?? null } : item;
  });
}

/** A row as the list shows it. */
export function toListItem(row: CallRow): CallListItem {
  const phone = row.phone_number ? formatPhoneNumber(row.phone_number) : null;
  return {
    id: row.id,
    startedAt: row.started_at,
    status: row.status,
    direction: row.lead_type,
    source: row.call_source,
    callerName: row.caller_name,
    phoneNumber: phone?.text ?? null,
    country: phone?.country ?? null,
    agent: { id: row.agent_id, name: row.agent_name },
    outcome: row.outcome,
    durationSeconds: row.duration_seconds,
    creditsUsed: row.credits_used,
    lead: row.lead_status_tag && {
      totalScore: row.total_score,
      temperature: row.lead_status_tag,
      isQualified: row.is_qualified ?? false,
      isRead: row.is_read ?? false,
    },
    quality: row.call_quality_score,
    satisfaction: row.customer_satisfaction,
    hasRecording: row.has_recording,
    hasNotes: row.has_notes,
  };
}
