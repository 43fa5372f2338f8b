import type pg from "pg";
import { newId } from "@/lib/platform/ids";
import type { TestTenant } from "./ingest-harness";

export type CallOptions = {
  startedAt?: string;
  status?: "in_progress" | "completed" | "failed" | "cancelled";
  durationSeconds?: number;
  source?: "phone" | "internet" | "unknown";
  direction?: "inbound" | "outbound";
  callerName?: string;
  phoneNumber?: string | null;
  outcome?: string;
  lead?: { score: number | null; ctas?: ("pricing" | "demo" | "followup" | "sample")[]; reasoning?: unknown };
  turns?: unknown[];
  hasAudio?: boolean;
};

/** A call with what belongs to it, written as plain rows: the database's own triggers keep the rollups. */
export async function insertCall(owner: pg.Client, tenant: TestTenant, options: CallOptions = {}): Promise<string> {
  const { status = "completed", durationSeconds = 61, source = "phone", direction = "inbound", lead } = options;
  const id = newId();
  const minutes = Math.ceil(durationSeconds / 60);
  const { rows } = await owner.query<{ call_date: string }>(
    `INSERT INTO calls (id, agent_id, user_id, elevenlabs_conversation_id, phone_number, call_source, lead_type, caller_name,
                        duration_seconds, duration_minutes, credits_used, credits_per_minute, status, started_at, has_audio)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10, 1, $11, $12, $13) RETURNING call_date`,
    [
      id,
      tenant.agentId,
      tenant.userId,
      `conv_${id}`,
      options.phoneNumber === undefined ? "+442079460018" : options.phoneNumber,
      source,
      direction,
      options.callerName ?? null,
      durationSeconds,
      minutes,
      status,
      options.startedAt ?? "2026-10-03T10:30:00Z",
      options.hasAudio ?? false,
    ],
  );
  const keys = [id, tenant.userId, tenant.agentId, rows[0]?.call_date];
  if (lead) {
    const tag = (lead.score ?? 0) >= 70 ? "hot" : (lead.score ?? 0) >= 40 ? "warm" : "cold";
    const has = (cta: string) => lead.ctas?.some((each) => each === cta) ?? false;
    await owner.query(
      `INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, total_score, intent_score, lead_status_tag, is_qualified,
         cta_pricing_clicked, cta_demo_clicked, cta_followup_clicked, cta_sample_clicked, reasoning)
       VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        ...keys,
        lead.score,
        tag,
        tag === "hot",
        has("pricing"),
        has("demo"),
        has("followup"),
        has("sample"),
        JSON.stringify(lead.reasoning ?? {}),
      ],
    );
  }
  if (options.outcome) {
    await owner.query(
      "INSERT INTO agent_call_outcomes (call_id, user_id, agent_id, call_date, outcome) VALUES ($1, $2, $3, $4, $5)",
      [...keys, options.outcome],
    );
  }
  if (options.turns) {
    await owner.query("INSERT INTO transcripts (call_id, user_id, content, speaker_segments) VALUES ($1, $2, '', $3)", [
      id,
      tenant.userId,
      JSON.stringify(options.turns),
    ]);
  }
  return id;
}
