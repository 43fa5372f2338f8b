import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { scoreNames } from "@/lib/leads/lead-scores";
import { AppError } from "@/lib/platform/errors";
import { ctaColumns } from "./_scope";
import { type CallDetail, type LeadDetail, Reasoning, Turn } from "./call-detail";
import { type CallRow, toListItem } from "./list-calls";
import { ctas } from "./schema";

type Row = CallRow & {
  ended_at: Date | null;
  duration_minutes: number;
  credits_per_minute: number;
  caller_email: string | null;
  company: string | null;
  summary_title: string | null;
  summary: string | null;
  termination_reason: string | null;
  has_recording: boolean;
  speaker_segments: unknown;
  lead: Record<string, unknown> | null;
  key_topics: string[] | null;
  objections_raised: string[] | null;
  next_steps: string | null;
};

/**
 * One call with its transcript, its lead and its outcome.
 * @throws AppError NOT_FOUND for an id that is malformed, missing or another tenant's.
 */
export async function getCall(ctx: Context, input: { id: string }): Promise<CallDetail> {
  const { userId } = requirePermission(ctx, "call.read");
  const id = z.uuid().safeParse(input.id);
  if (!id.success) throw callNotFound();
  const row = await ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<Row>(
      `SELECT c.id, to_char(c.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS started_at, c.ended_at,
              c.status, c.lead_type, c.call_source, coalesce(c.caller_name, l.extracted_name, p.name) AS caller_name,
              c.phone_number, c.agent_id, a.name AS agent_name, o.outcome, c.duration_seconds, c.duration_minutes,
              c.credits_used, c.credits_per_minute, l.total_score, l.lead_status_tag, l.is_qualified,
              coalesce(c.caller_email, l.extracted_email, p.email) AS caller_email, coalesce(l.company_name, p.company) AS company,
              c.summary_title, c.summary, c.termination_reason,
              c.recording_storage_key IS NOT NULL OR c.has_audio AS has_recording,
              t.speaker_segments, to_jsonb(l) AS lead, o.key_topics, o.objections_raised, o.next_steps
         FROM calls c
         JOIN agents a ON a.id = c.agent_id AND a.user_id = c.user_id
         LEFT JOIN lead_analytics l ON l.call_id = c.id AND l.user_id = c.user_id
         LEFT JOIN agent_call_outcomes o ON o.call_id = c.id AND o.user_id = c.user_id
         LEFT JOIN transcripts t ON t.call_id = c.id AND t.user_id = c.user_id
         LEFT JOIN contacts p ON p.id = c.contact_id AND p.user_id = c.user_id
        WHERE c.user_id = $1 AND c.id = $2`,
      [userId, id.data],
    );
    return rows[0];
  });
  if (!row) throw callNotFound();
  return {
    ...toListItem(row),
    endedAt: row.ended_at?.toISOString() ?? null,
    durationMinutes: row.duration_minutes,
    creditsPerMinute: row.credits_per_minute,
    callerEmail: row.caller_email,
    company: row.company,
    summaryTitle: row.summary_title,
    summary: row.summary,
    terminationReason: row.termination_reason,
    hasRecording: row.has_recording,
    turns: z
      .array(Turn)
      .catch([])
      .parse(row.speaker_segments ?? []),
    leadDetail: row.lead && toLeadDetail(row.lead),
    topics: row.key_topics ?? [],
    objections: row.objections_raised ?? [],
    nextSteps: row.next_steps,
  };
}

export function callNotFound(): AppError {
  return new AppError("NOT_FOUND", "There is no such call.");
}

const LeadRow = z.object({
  intent_score: z.number().nullable(),
  intent_level: z.string().nullable(),
  urgency_score: z.number().nullable(),
  urgency_level: z.string().nullable(),
  budget_score: z.number().nullable(),
  budget_constraint: z.string().nullable(),
  fit_score: z.number().nullable(),
  fit_alignment: z.string().nullable(),
  engagement_score: z.number().nullable(),
  engagement_health: z.string().nullable(),
  total_score: z.number().nullable(),
  reasoning: Reasoning,
  cta_pricing_clicked: z.boolean(),
  cta_demo_clicked: z.boolean(),
  cta_followup_clicked: z.boolean(),
  cta_sample_clicked: z.boolean(),
  cta_escalated_to_human: z.boolean(),
  demo_scheduled_at: z.string().nullable(),
  company_name: z.string().nullable(),
  extracted_email: z.string().nullable(),
});

const levelColumns = {
  intent: "intent_level",
  urgency: "urgency_level",
  budget: "budget_constraint",
  fit: "fit_alignment",
  engagement: "engagement_health",
} as const;

function toLeadDetail(json: Record<string, unknown>): LeadDetail {
  const lead = LeadRow.parse(json);
  return {
    totalScore: lead.total_score,
    totalRationale: lead.reasoning.total?.rationale ?? null,
    scores: scoreNames.map((name) => ({
      name,
      value: lead[`${name}_score`],
      level: lead[levelColumns[name]],
      rationale: lead.reasoning[name]?.rationale ?? null,
      quote: lead.reasoning[name]?.quote ?? null,
    })),
    ctas: ctas.filter((cta) => lead[ctaColumns[cta]]),
    demoScheduledAt: lead.demo_scheduled_at && new Date(lead.demo_scheduled_at).toISOString(),
    company: lead.company_name,
    email: lead.extracted_email,
  };
}
