import { type Cta, ctas } from "@/lib/calls/schema";
import type { Transaction } from "@/lib/db/transaction";
import type { LeadTemperature } from "./lead-temperature";
import { type ScoredCall, scoredCallsMax } from "./schema";

type Row = {
  call_id: string;
  started_at: Date;
  agent_name: string;
  total_score: number | null;
  lead_status_tag: LeadTemperature;
  is_qualified: boolean;
  ai_total_score: number | null;
  ai_lead_status_tag: LeadTemperature;
  ai_is_qualified: boolean;
  override_reason: string | null;
  overridden_at: Date | null;
  ctas: Cta[];
  demo_scheduled_at: Date | null;
};

/** How each of a person's calls was judged, the newest first. */
export async function readScoredCalls(tx: Transaction, userId: string, personKey: string): Promise<ScoredCall[]> {
  const { rows } = await tx.query<Row>(
    `WITH judged AS MATERIALIZED (
       SELECT * FROM lead_analytics WHERE user_id = $1 AND person_key = $2
       ORDER BY call_started_at DESC, call_id DESC LIMIT ${scoredCallsMax}
     )
     SELECT j.call_id, j.call_started_at AS started_at, a.name AS agent_name, j.total_score, j.lead_status_tag, j.is_qualified,
       j.ai_total_score, j.ai_lead_status_tag, j.ai_is_qualified, j.override_reason, j.overridden_at, j.demo_scheduled_at,
       array_remove(ARRAY[CASE WHEN cta_pricing_clicked THEN 'pricing' END, CASE WHEN cta_demo_clicked THEN 'demo' END,
         CASE WHEN cta_followup_clicked THEN 'followup' END, CASE WHEN cta_sample_clicked THEN 'sample' END,
         CASE WHEN cta_escalated_to_human THEN 'human' END], NULL) AS ctas
     FROM judged j JOIN agents a ON a.id = j.agent_id AND a.user_id = j.user_id
     ORDER BY j.call_started_at DESC, j.call_id DESC`,
    [userId, personKey],
  );
  return rows.map((row) => ({
    callId: row.call_id,
    startedAt: row.started_at.toISOString(),
    agentName: row.agent_name,
    score: row.total_score,
    temperature: row.lead_status_tag,
    isQualified: row.is_qualified,
    ai: { score: row.ai_total_score, temperature: row.ai_lead_status_tag, isQualified: row.ai_is_qualified },
    override:
      row.override_reason !== null && row.overridden_at !== null
        ? { reason: row.override_reason, at: row.overridden_at.toISOString() }
        : null,
    ctas: ctas.filter((cta) => row.ctas.includes(cta)),
    demoAt: row.demo_scheduled_at?.toISOString() ?? null,
  }));
}
