import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { scoreNames } from "@/lib/leads/lead-scores";
import { AppError } from "@/lib/platform/errors";
import { ctaColumns } from "./_scope";
import { type CallDetail, type LeadDetail, Reasoning, Turn } from "./call-detail";
import { type CallRow, lookedUpColumns, lookedUpTables, toListItem } from "./list-calls";
import { type CallOutcome, ctas } from "./schema";

type Row = CallRow & {
  ended_at: Date | null;
  duration_minutes: number;
  credits_per_minute: number;
  caller_email: string | null;
  company: string | null;
  summary_title: string | null;
  summary: string | null;
  termination_reason: string | null;
  person_key: string;
  lead_id: string | null;
  contact_id: string | null;
  notes: string | null;
  provider_outcome: CallOutcome | null;
  edited_outcome: CallOutcome | null;
  edited_at: Date | null;
  sentiment_score: number | null;
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
      `SELECT ${lookedUpColumns}, coalesce(c.caller_name, l.extracted_name, p.name) AS caller_name, c.ended_at, c.duration_minutes,
              c.credits_per_minute, c.person_key, person.id AS lead_id, c.contact_id, c.notes, o.provider_outcome, o.edited_outcome, o.edited_at,
              coalesce(c.caller_email, l.extracted_email, p.email) AS caller_email, coalesce(l.company_name, p.company) AS company,
              c.summary_title, c.summary, c.termination_reason, t.speaker_segments, to_jsonb(l) AS lead,
              o.key_topics, o.objections_raised, o.next_steps, o.sentiment_score::double precision
         FROM ${lookedUpTables}
         LEFT JOIN transcripts t ON t.call_id = c.id AND t.user_id = c.user_id
         LEFT JOIN leads person ON person.user_id = c.user_id AND person.person_key = c.person_key
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
    personKey: row.person_key,
    leadId: row.lead_id,
    contactId: row.contact_id,
    notes: row.notes,
    providerOutcome: row.provider_outcome,
    editedOutcome: row.edited_outcome,
    editedAt: row.edited_at?.toISOString() ?? null,
    sentiment: row.sentiment_score,
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
  ai_total_score: z.number().nullable(),
  override_reason: z.string().nullable(),
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
    override: lead.override_reason === null ? null : { aiScore: lead.ai_total_score, reason: lead.override_reason },
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
