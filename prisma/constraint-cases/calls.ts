import { between, type CheckCase, type CheckCases, e164, oneOf, type Row, text, type UniqueCases } from "./case";

const duration = (seconds: number, minutes: number) => ({
  duration_seconds: String(seconds),
  duration_minutes: String(minutes),
});
const scores = ["intent", "urgency", "budget", "fit", "engagement"];
const judgedByAi = (score: string) => ({ ai_total_score: score, ai_lead_status_tag: text("warm") });
const override = {
  override_score: "50",
  override_tag: text("warm"),
  override_is_qualified: "false",
  override_reason: text("Knows us"),
  overridden_at: "now()",
};
const overruled = (row: Row) => ({ ...override, ...row });
const outcomes = ["completed", "no_answer", "busy", "failed", "voicemail", "disconnected"];
const isPercent = (name: string): [string, CheckCase] => [
  `lead_analytics_${name}_score_is_percent`,
  between("lead_analytics", `${name}_score`, { min: 0, max: 100 }),
];

export const callChecks: CheckCases = {
  calls_call_source_is_known: oneOf("calls", "call_source", ["phone", "internet", "unknown"]),
  calls_credits_per_minute_is_not_negative: between("calls", "credits_per_minute", { min: 0 }),
  calls_credits_used_is_not_negative: between("calls", "credits_used", { min: 0 }),
  calls_duration_is_not_negative: { table: "calls", refused: [duration(-60, -1)], accepted: [duration(0, 0)] },
  calls_duration_minutes_are_started_minutes: {
    table: "calls",
    refused: [duration(0, 1), duration(1, 0), duration(60, 2), duration(61, 1)],
    accepted: [duration(0, 0), duration(1, 1), duration(59, 1), duration(60, 1), duration(61, 2)],
  },
  calls_end_after_start: {
    table: "calls",
    refused: [{ ended_at: "'2026-10-03T10:29:59.999Z'" }],
    accepted: [{ ended_at: "'2026-10-03T10:30Z'" }, { ended_at: "NULL" }],
  },
  calls_lead_type_is_known: oneOf("calls", "lead_type", ["inbound", "outbound"]),
  calls_notes_say_something: {
    table: "calls",
    refused: [{ notes: text("") }, { notes: "repeat('x', 10001)" }],
    accepted: [{ notes: "NULL" }, { notes: text("x") }, { notes: "repeat('x', 10000)" }],
  },
  calls_phone_number_is_e164: e164("calls", "phone_number"),
  calls_recording_is_the_tenants: {
    table: "calls",
    refused: [
      "'recordings/ab/x.mp3'",
      "'recordings/' || uuid_v7() || '/x.mp3'",
      "'imports/' || $user || '/x.mp3'",
      "'recordings/' || $user",
    ].map((key) => ({ recording_storage_key: key })),
    accepted: [{ recording_storage_key: "NULL" }, { recording_storage_key: "'recordings/' || $user || '/ab/x.mp3'" }],
  },
  calls_status_is_known: oneOf("calls", "status", ["in_progress", "completed", "failed", "cancelled"]),
  transcripts_speaker_segments_is_array: {
    table: "transcripts",
    refused: [{ speaker_segments: "'{}'" }, { speaker_segments: "'null'" }],
    accepted: [{ speaker_segments: "'[]'" }],
  },
  ...Object.fromEntries(scores.map(isPercent)),
  lead_analytics_ai_total_score_is_percent: {
    table: "lead_analytics",
    refused: [judgedByAi("-1"), judgedByAi("101")],
    accepted: [judgedByAi("0"), judgedByAi("100")],
  },
  lead_analytics_ai_tag_is_known: oneOf("lead_analytics", "ai_lead_status_tag", ["hot", "warm", "cold"]),
  lead_analytics_override_score_is_percent: {
    table: "lead_analytics",
    refused: [overruled({ override_score: "-1" }), overruled({ override_score: "101" })],
    accepted: [overruled({ override_score: "0" }), overruled({ override_score: "100" })],
  },
  lead_analytics_override_tag_is_known: oneOf("lead_analytics", "override_tag", ["hot", "warm", "cold"], override),
  call_search_rebuilds_place_is_whole: {
    table: "call_search_rebuilds",
    refused: [{ before_started_at: "now()" }, { before_call_id: "$call" }],
    accepted: [{ before_started_at: "now()", before_call_id: "$call" }, {}],
  },
  lead_analytics_override_is_whole: {
    table: "lead_analytics",
    refused: [
      ...Object.keys(override).map((column) => overruled({ [column]: "NULL" })),
      { override_reason: text("Knows us") },
      { overridden_by: "$user" },
    ],
    accepted: [override, overruled({ overridden_by: "$user" }), {}],
  },
  lead_analytics_override_has_a_reason: {
    table: "lead_analytics",
    refused: [overruled({ override_reason: text(" ") }), overruled({ override_reason: "repeat('x', 1001)" })],
    accepted: [overruled({ override_reason: "repeat('x', 1000)" })],
  },
  agent_call_outcomes_call_quality_score_is_1_to_10: between("agent_call_outcomes", "call_quality_score", {
    min: 1,
    max: 10,
    step: 0.1,
  }),
  agent_call_outcomes_customer_satisfaction_is_1_to_10: between("agent_call_outcomes", "customer_satisfaction", {
    min: 1,
    max: 10,
    step: 0.1,
  }),
  agent_call_outcomes_lead_temperature_is_known: oneOf("agent_call_outcomes", "lead_temperature", [
    "hot",
    "warm",
    "cold",
    "not_interested",
  ]),
  agent_call_outcomes_outcome_is_known: oneOf("agent_call_outcomes", "outcome", outcomes),
  agent_call_outcomes_provider_outcome_is_known: oneOf("agent_call_outcomes", "outcome", outcomes, {
    edited_outcome: text("busy"),
  }),
  agent_call_outcomes_edited_at_a_moment: {
    table: "agent_call_outcomes",
    refused: [{ edited_at: "now()" }],
    accepted: [{}, { edited_outcome: text("busy") }],
  },
  agent_call_outcomes_edited_outcome_is_known: oneOf("agent_call_outcomes", "edited_outcome", outcomes),
  agent_call_outcomes_sentiment_score_is_in_range: between("agent_call_outcomes", "sentiment_score", {
    min: -1,
    max: 1,
    step: 0.001,
  }),
  webhook_events_body_is_in_one_place: {
    table: "webhook_events",
    refused: [{ body: "NULL" }, { body_storage_key: text("key") }],
    accepted: [{ body: "NULL", body_storage_key: text("key") }],
  },
  webhook_events_call_has_a_tenant: {
    table: "webhook_events",
    refused: [{ call_id: "$call" }],
    accepted: [{ call_id: "$call", user_id: "$user" }, { user_id: "$user" }],
  },
  webhook_events_provider_is_known: oneOf("webhook_events", "provider", ["elevenlabs", "stripe"]),
  webhook_events_set_aside_with_a_reason: {
    table: "webhook_events",
    refused: [{ status: text("quarantined") }],
    accepted: [{ status: text("quarantined"), reason: text("unreadable") }],
  },
  webhook_events_status_is_known: oneOf(
    "webhook_events",
    "status",
    ["pending", "waiting", "processed", "unsupported", "quarantined"],
    { reason: text("unreadable") },
  ),
};

const conversation = { elevenlabs_conversation_id: text("conv_same") };
const body = { body_sha256: "sha256('same')" };
export const callUniques: UniqueCases = {
  calls_elevenlabs_conversation_id_key: { table: "calls", refused: [conversation, conversation], accepted: [] },
  transcripts_call_id_key: { table: "transcripts", refused: [{}, {}], accepted: [] },
  lead_analytics_call_id_key: { table: "lead_analytics", refused: [{}, {}], accepted: [] },
  agent_call_outcomes_call_id_key: { table: "agent_call_outcomes", refused: [{}, {}], accepted: [] },
  webhook_events_provider_body_sha256_key: {
    table: "webhook_events",
    refused: [body, body],
    accepted: [[body, { ...body, provider: text("stripe") }]],
  },
};
