import type { Nullable, Selectable } from "kysely";
import { type CallTables, ctaColumns } from "./_call-tables";
import { type LeadDetail, Reasoning } from "./call-detail";
import { scoreNames } from "./lead-scores";
import { ctas } from "./schema";

const levelColumns = {
  intent: "intent_level",
  urgency: "urgency_level",
  budget: "budget_constraint",
  fit: "fit_alignment",
  engagement: "engagement_health",
} as const;

/** What the page of a call shows of its lead `l` besides what lists do. */
export const leadColumns = [
  "l.intent_score",
  "l.intent_level",
  "l.urgency_score",
  "l.urgency_level",
  "l.budget_score",
  "l.budget_constraint",
  "l.fit_score",
  "l.fit_alignment",
  "l.engagement_score",
  "l.engagement_health",
  "l.ai_total_score",
  "l.override_reason",
  "l.reasoning",
  "l.cta_pricing_clicked",
  "l.cta_demo_clicked",
  "l.cta_followup_clicked",
  "l.cta_sample_clicked",
  "l.cta_escalated_to_human",
  "l.demo_scheduled_at",
  "l.company_name",
  "l.extracted_email",
] as const;

type ColumnName<T> = T extends `l.${infer Name}` ? Name : never;
type LeadRow = Nullable<Pick<Selectable<CallTables["l"]>, "total_score" | ColumnName<(typeof leadColumns)[number]>>>;

/** The lead of a call that has one. */
export function toLeadDetail(lead: LeadRow): LeadDetail {
  const reasoning = Reasoning.parse(lead.reasoning);
  return {
    totalScore: lead.total_score,
    override: lead.override_reason === null ? null : { aiScore: lead.ai_total_score, reason: lead.override_reason },
    totalRationale: reasoning.total?.rationale ?? null,
    scores: scoreNames.map((name) => ({
      name,
      value: lead[`${name}_score`],
      level: lead[levelColumns[name]],
      rationale: reasoning[name]?.rationale ?? null,
      quote: reasoning[name]?.quote ?? null,
    })),
    ctas: ctas.filter((cta) => lead[ctaColumns[cta]]),
    demoScheduledAt: lead.demo_scheduled_at?.toISOString() ?? null,
    company: lead.company_name,
    email: lead.extracted_email,
  };
}
