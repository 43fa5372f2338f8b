import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { LeadTemperature } from "@/lib/leads/lead-temperature";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { callConditions, createParameters, driverOf, filteredTables } from "./_scope";
import { type CallCursor, encodeCallCursor } from "./call-cursor";
import { countCalls } from "./count-calls";
import type { CallFilters, CallListItem, CallPage } from "./schema";

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
};

/** A page of the tenant's calls, newest first, by keyset: as fast on the millionth call as on the first. */
export async function listCalls(
  ctx: Context,
  input: { filters: CallFilters; cursor?: CallCursor | null; limit?: number },
): Promise<CallPage> {
  const tenant = requirePermission(ctx, "call.read");
  const { filters, cursor = null, limit = callsPerPage } = input;
  const isNewer = cursor?.direction === "newer";
  const parameters = createParameters();
  const conditions = callConditions(tenant, filters, parameters);
  const { startedAt, callId } = driverOf(filters);
  if (cursor) {
    const place = `(${parameters.add(cursor.startedAt)}::timestamptz, ${parameters.add(cursor.id)}::uuid)`;
    conditions.push(`(${startedAt}, ${callId}) ${isNewer ? ">" : "<"} ${place}`);
  }
  const order = isNewer ? "ASC" : "DESC";

  const { rows, total } = await ctx.db.tenant(tenant.userId, async (tx) => {
    // The page is found before anything is looked up for it: planned together, the policies of the tables that are looked up
    // make the planner expect next to no rows, and sort all that there are.
    const found = await tx.query<CallRow>(
      `WITH page AS MATERIALIZED (
         SELECT ${callId} AS id FROM ${filteredTables(filters)}
          WHERE ${conditions.join(" AND ")}
          ORDER BY ${startedAt} ${order}, ${callId} ${order}
          LIMIT ${parameters.add(limit + 1)}
       )
       SELECT c.id, to_char(c.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS started_at,
              c.status, c.lead_type, c.call_source, coalesce(c.caller_name, l.extracted_name) AS caller_name, c.phone_number,
              c.agent_id, a.name AS agent_name, o.outcome, c.duration_seconds, c.credits_used,
              l.total_score, l.lead_status_tag, l.is_qualified
         FROM calls c
         JOIN agents a ON a.id = c.agent_id AND a.user_id = c.user_id
         LEFT JOIN lead_analytics l ON l.call_id = c.id AND l.user_id = c.user_id
         LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND o.user_id = c.user_id
        WHERE c.id = ANY (ARRAY (SELECT id FROM page))
        ORDER BY c.started_at ${order}, c.id ${order}`,
      parameters.values,
    );
    return { rows: found.rows, total: await countCalls(tx, tenant.userId, filters) };
  });

  const hasMore = rows.length > limit;
  // The way back ends at the newest page, filled up with whatever has arrived since.
  if (isNewer && !hasMore) return listCalls(ctx, { filters, limit });
  const shown = rows.slice(0, limit);
  if (isNewer) shown.reverse();
  const first = shown[0];
  const last = shown.at(-1);
  return {
    calls: shown.map(toListItem),
    previousCursor: first && cursor ? cursorAt(first, "newer") : null,
    nextCursor: last && hasMore ? cursorAt(last, "older") : null,
    total,
    asOf: ctx.clock.now().toISOString(),
  };
}

function cursorAt(row: CallRow, direction: CallCursor["direction"]): string {
  return encodeCallCursor({ direction, startedAt: row.started_at, id: row.id });
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
    },
  };
}
