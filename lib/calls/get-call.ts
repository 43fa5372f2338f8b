import { type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { DB } from "@/lib/db/generated-tables/tables";
import { AppError } from "@/lib/platform/errors";
import { oneOf } from "@/lib/platform/one-of";
import { selectCalls, toCallListItem } from "./_call-row";
import { leadColumns, toLeadDetail } from "./_lead-detail";
import { type CallDetail, Turn } from "./call-detail";
import { callOutcomes } from "./schema";

/**
 * One call with its transcript, its lead and its outcome.
 * @throws AppError NOT_FOUND for an id that is malformed, missing or another tenant's.
 */
export async function getCall(ctx: Context, input: { id: string }): Promise<CallDetail> {
  const { userId } = requirePermission(ctx, "call.read");
  const id = z.uuid().safeParse(input.id);
  if (!id.success) throw callNotFound();
  const row = await ctx.db.tenant(userId, (tx) => selectCall(tx.kysely, userId, id.data).executeTakeFirst());
  if (!row) throw callNotFound();
  return {
    ...toCallListItem(row),
    endedAt: row.ended_at?.toISOString() ?? null,
    durationMinutes: row.duration_minutes,
    creditsPerMinute: row.credits_per_minute,
    callerEmail: row.caller_email,
    company: row.company,
    summaryTitle: row.summary_title,
    summary: row.summary,
    terminationReason: row.termination_reason,
    personKey: row.person_key,
    leadId: row.lead_id,
    contactId: row.contact_id,
    notes: row.notes,
    providerOutcome: row.provider_outcome === null ? null : oneOf(callOutcomes, row.provider_outcome),
    editedOutcome: row.edited_outcome === null ? null : oneOf(callOutcomes, row.edited_outcome),
    editedAt: row.edited_at?.toISOString() ?? null,
    sentiment: row.sentiment_score,
    turns: z
      .array(Turn)
      .catch([])
      .parse(row.speaker_segments ?? []),
    leadDetail: row.lead_status_tag === null ? null : toLeadDetail(row),
    topics: row.key_topics ?? [],
    objections: row.objections_raised ?? [],
    nextSteps: row.next_steps,
  };
}

export function callNotFound(): AppError {
  return new AppError("NOT_FOUND", "There is no such call.");
}

/** A call with everything that its page shows. */
const selectCall = (kysely: Kysely<DB>, userId: string, id: string) =>
  selectCalls(kysely, userId)
    .leftJoin("transcripts as t", (join) => join.onRef("t.call_id", "=", "c.id").onRef("t.user_id", "=", "c.user_id"))
    .leftJoin("leads as person", (join) =>
      join.onRef("person.user_id", "=", "c.user_id").onRef("person.person_key", "=", "c.person_key"),
    )
    .leftJoin("contacts as p", (join) => join.onRef("p.id", "=", "c.contact_id").onRef("p.user_id", "=", "c.user_id"))
    .where("c.id", "=", id)
    .select([
      "c.ended_at",
      "c.duration_minutes",
      "c.credits_per_minute",
      "c.person_key",
      "person.id as lead_id",
      "c.contact_id",
      "c.notes",
      "c.summary_title",
      "c.summary",
      "c.termination_reason",
      "t.speaker_segments",
      "o.provider_outcome",
      "o.edited_outcome",
      "o.edited_at",
      "o.key_topics",
      "o.objections_raised",
      "o.next_steps",
    ])
    .select(leadColumns)
    .select((call) => [
      call.fn.coalesce("c.caller_name", "l.extracted_name", "p.name").as("caller_name"),
      call.fn.coalesce("c.caller_email", "l.extracted_email", "p.email").as("caller_email"),
      call.fn.coalesce("l.company_name", "p.company").as("company"),
      sql<number | null>`${call.ref("o.sentiment_score")}::float8`.as("sentiment_score"),
    ]);
