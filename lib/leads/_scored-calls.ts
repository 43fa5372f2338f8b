import { leadTemperatures } from "@/lib/calls/lead-temperature";
import { type Cta, ctas } from "@/lib/calls/schema";
import type { Transaction } from "@/lib/db/transaction";
import { oneOf } from "@/lib/platform/one-of";
import { type ScoredCall, scoredCallsMax } from "./schema";

/** The columns that say whether somebody asked for something. */
const ctaClicks = {
  pricing: "cta_pricing_clicked",
  demo: "cta_demo_clicked",
  followup: "cta_followup_clicked",
  sample: "cta_sample_clicked",
  human: "cta_escalated_to_human",
} as const satisfies Record<Cta, string>;

/** How each of a person's calls was scored, the newest first. */
export async function readScoredCalls(
  { kysely }: Transaction,
  userId: string,
  personKey: string,
): Promise<ScoredCall[]> {
  const rows = await kysely
    .with(
      (cte) => cte("judged").materialized(),
      (db) =>
        db
          .selectFrom("lead_analytics")
          .selectAll()
          .where("user_id", "=", userId)
          .where("person_key", "=", personKey)
          .orderBy("call_started_at", "desc")
          .orderBy("call_id", "desc")
          .limit(scoredCallsMax),
    )
    .selectFrom("judged as j")
    .innerJoin("agents as a", (join) => join.onRef("a.id", "=", "j.agent_id").onRef("a.user_id", "=", "j.user_id"))
    .select([
      "j.call_id",
      "j.call_started_at as started_at",
      "a.name as agent_name",
      "j.total_score",
      "j.lead_status_tag",
      "j.is_qualified",
      "j.ai_total_score",
      "j.ai_lead_status_tag",
      "j.ai_is_qualified",
      "j.override_reason",
      "j.overridden_at",
      "j.demo_scheduled_at",
      "j.cta_pricing_clicked",
      "j.cta_demo_clicked",
      "j.cta_followup_clicked",
      "j.cta_sample_clicked",
      "j.cta_escalated_to_human",
    ])
    .orderBy("j.call_started_at", "desc")
    .orderBy("j.call_id", "desc")
    .execute();
  return rows.map((row) => ({
    callId: row.call_id,
    startedAt: row.started_at.toISOString(),
    agentName: row.agent_name,
    score: row.total_score,
    temperature: oneOf(leadTemperatures, row.lead_status_tag),
    isQualified: row.is_qualified,
    ai: {
      score: row.ai_total_score,
      temperature: oneOf(leadTemperatures, row.ai_lead_status_tag),
      isQualified: row.ai_is_qualified,
    },
    override:
      row.override_reason !== null && row.overridden_at !== null
        ? { reason: row.override_reason, at: row.overridden_at.toISOString() }
        : null,
    ctas: ctas.filter((cta) => row[ctaClicks[cta]]),
    demoAt: row.demo_scheduled_at?.toISOString() ?? null,
  }));
}
