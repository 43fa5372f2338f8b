import { type InferResult, type Kysely, sql } from "kysely";
import type { DB } from "@/lib/db/generated-tables/tables";
import { instantText } from "@/lib/lists/instant-text";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { oneOf } from "@/lib/platform/one-of";
import { leadTemperatures } from "./lead-temperature";
import { type CallListItem, callDirections, callOutcomes, callSources, callStatuses } from "./schema";

/** The tenant's calls `c` with their agents `a`, leads `l` and outcomes `o`, and the columns of lists except the caller. */
export const selectCalls = (kysely: Kysely<DB>, userId: string) =>
  kysely
    .selectFrom("calls as c")
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "c.agent_id").onRef("a.user_id", "=", "c.user_id"))
    .leftJoin("lead_analytics as l", (join) => join.onRef("l.call_id", "=", "c.id"))
    .leftJoin("agent_call_outcomes as o", (join) => join.onRef("o.call_id", "=", "c.id"))
    .where("c.user_id", "=", userId)
    .select((call) => [
      "c.id",
      instantText("c.started_at").as("started_at"),
      "c.status",
      "c.lead_type",
      "c.call_source",
      "c.phone_number",
      "c.agent_id",
      "a.name as agent_name",
      "o.outcome",
      "c.duration_seconds",
      "c.credits_used",
      sql<number | null>`${call.ref("o.call_quality_score")}::float8`.as("call_quality_score"),
      sql<number | null>`${call.ref("o.customer_satisfaction")}::float8`.as("customer_satisfaction"),
      "l.total_score",
      "l.lead_status_tag",
      "l.is_qualified",
      "l.is_read",
      call.or([call("c.recording_storage_key", "is not", null), call.ref("c.has_audio")]).as("has_recording"),
      call("c.notes", "is not", null).as("has_notes"),
    ]);

export type CallRow = InferResult<ReturnType<typeof selectCalls>>[number] & { caller_name: string | null };

/** A row as the list shows it. */
export function toCallListItem(row: CallRow): CallListItem {
  const phone = row.phone_number ? formatPhoneNumber(row.phone_number) : null;
  return {
    id: row.id,
    startedAt: row.started_at,
    status: oneOf(callStatuses, row.status),
    direction: oneOf(callDirections, row.lead_type),
    source: oneOf(callSources, row.call_source),
    callerName: row.caller_name,
    phoneNumber: phone?.text ?? null,
    country: phone?.country ?? null,
    agent: { id: row.agent_id, name: row.agent_name },
    outcome: row.outcome === null ? null : oneOf(callOutcomes, row.outcome),
    durationSeconds: row.duration_seconds,
    creditsUsed: row.credits_used,
    lead:
      row.lead_status_tag === null
        ? null
        : {
            totalScore: row.total_score,
            temperature: oneOf(leadTemperatures, row.lead_status_tag),
            isQualified: row.is_qualified ?? false,
            isRead: row.is_read ?? false,
          },
    quality: row.call_quality_score,
    satisfaction: row.customer_satisfaction,
    hasRecording: Boolean(row.has_recording),
    hasNotes: Boolean(row.has_notes),
  };
}
