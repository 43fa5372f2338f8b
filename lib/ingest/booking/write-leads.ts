import { type ScoreName, type ScoreWeights, weightedTotal } from "@/lib/calls/lead-scores";
import { isQualified, type LeadTemperature, type LeadThresholds, leadTemperature } from "@/lib/calls/lead-temperature";
import { type Columns, rowsParameter } from "@/lib/db/rows";
import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { LeadFindings } from "../events/projection";
import type { Booking } from "./booking";
import { parseDemoTime } from "./parse-demo-time";

export type LeadRules = { weights: ScoreWeights; thresholds: LeadThresholds };

/** A conversation's lead as scored by today's rules. */
export type ScoredLead = {
  booking: Booking;
  findings: LeadFindings;
  total: number | null;
  temperature: LeadTemperature;
  isQualified: boolean;
  demoScheduledAt: Date | null;
};

const score = (name: ScoreName) => ({ type: "integer", value: (lead: ScoredLead) => lead.findings.scores[name] });
const level = (name: ScoreName) => ({ type: "text", value: (lead: ScoredLead) => lead.findings.levels[name] });
const clicked = (name: keyof LeadFindings["cta"]) => ({
  type: "boolean",
  value: (lead: ScoredLead) => lead.findings.cta[name],
});

const columns: Columns<ScoredLead> = {
  id: { type: "uuid", value: () => newId() },
  call_id: { type: "uuid", value: (lead) => lead.booking.callId },
  intent_level: level("intent"),
  intent_score: score("intent"),
  urgency_level: level("urgency"),
  urgency_score: score("urgency"),
  budget_constraint: level("budget"),
  budget_score: score("budget"),
  fit_alignment: level("fit"),
  fit_score: score("fit"),
  engagement_health: level("engagement"),
  engagement_score: score("engagement"),
  // What counts is derived from these by the database: a person may have overridden them.
  ai_total_score: { type: "integer", value: (lead) => lead.total },
  ai_lead_status_tag: { type: "text", value: (lead) => lead.temperature },
  ai_is_qualified: { type: "boolean", value: (lead) => lead.isQualified },
  reasoning: { type: "jsonb", value: (lead) => JSON.stringify(lead.findings.reasoning) },
  cta_interactions: { type: "jsonb", value: (lead) => JSON.stringify(ctaInteractions(lead.findings)) },
  company_name: { type: "text", value: (lead) => lead.findings.company },
  extracted_name: { type: "text", value: (lead) => lead.findings.name },
  extracted_email: { type: "text", value: (lead) => lead.findings.email },
  cta_pricing_clicked: clicked("pricing"),
  cta_demo_clicked: clicked("demo"),
  cta_followup_clicked: clicked("followup"),
  cta_sample_clicked: clicked("sample"),
  cta_escalated_to_human: clicked("human"),
  demo_scheduled_at: { type: "timestamptz", value: (lead) => lead.demoScheduledAt },
};
const names = Object.keys(columns);
const replaced = names
  .filter((name) => name !== "id" && name !== "call_id")
  .map((name) => `${name} = excluded.${name}`);

/** The AI's columns for a call without a lead. */
const emptied = names
  .filter((name) => name !== "id" && name !== "call_id")
  .map((name) => {
    if (name === "ai_lead_status_tag") return `${name} = 'cold'`;
    if (name === "ai_is_qualified" || (name.startsWith("cta_") && name !== "cta_interactions"))
      return `${name} = false`;
    return name === "reasoning" || name === "cta_interactions" ? `${name} = '{}'` : `${name} = NULL`;
  })
  .join(", ");

/** Scores each lead of a batch: total, temperature, whether it is qualified, and when its demo is. */
export function scoreLeads(bookings: readonly Booking[], rules: LeadRules): Map<Booking, ScoredLead> {
  const scored = new Map<Booking, ScoredLead>();
  for (const booking of bookings) {
    const findings = booking.event.lead;
    if (findings === null) continue;
    const total = findings.total ?? weightedTotal(findings.scores, rules.weights);
    scored.set(booking, {
      booking,
      findings,
      total,
      temperature: leadTemperature(total, rules.thresholds),
      isQualified: isQualified(total, rules.thresholds),
      demoScheduledAt: parseDemoTime(findings.demoTimeText, booking.event.startedAt, booking.agent.timezone),
    });
  }
  return scored;
}

/**
 * Writes one lead a call, with the call's own agent and day; a conversation whose newer event shows no lead loses it, unless a person has
 * scored it: then that score remains.
 */
export async function writeLeads(
  tx: Transaction,
  bookings: readonly Booking[],
  leads: Iterable<ScoredLead>,
): Promise<void> {
  const gone = bookings.filter(({ isUpdate, event }) => isUpdate && event.lead === null).map(({ callId }) => callId);
  if (gone.length > 0) {
    await tx.query("DELETE FROM lead_analytics WHERE call_id = ANY ($1) AND override_score IS NULL", [gone]);
    await tx.query(`UPDATE lead_analytics SET ${emptied} WHERE call_id = ANY ($1)`, [gone]);
  }
  const rows = [...leads];
  if (rows.length === 0) return;
  const { from, params } = rowsParameter(rows, columns);
  await tx.query(
    `INSERT INTO lead_analytics (user_id, agent_id, call_date, call_started_at, person_key, call_source, lead_type, is_counted, ${names.join(", ")})
     SELECT c.user_id, c.agent_id, c.call_date, c.started_at, c.person_key, c.call_source, c.lead_type, c.is_counted, ${names.map((name) => `r.${name}`).join(", ")}
     FROM ${from} JOIN calls c ON c.id = r.call_id
     ORDER BY c.id
     ON CONFLICT (call_id) DO UPDATE SET ${replaced.join(", ")}`,
    params,
  );
}

function ctaInteractions({ cta, ctaReasons, demoTimeText }: LeadFindings): Record<string, unknown> {
  return { ...cta, reasons: ctaReasons, ...(demoTimeText !== null && { demo_time_as_heard: demoTimeText }) };
}
