import type { Findings } from "./call-types";
import type { CollectedPayload } from "./payload-types";

interface Item {
  type: "string" | "boolean" | "integer" | "number";
  description: string;
  enum?: readonly string[];
}

/**
 * The data-collection items of a simulated agent: 18 about the lead, and key_topics, objections_raised, next_steps
 * (comma-separated), sentiment_score (-1 to 1), call_quality_score and customer_satisfaction (1 to 10).
 */
export const COLLECTED_ITEMS = {
  intent_level: {
    type: "string",
    enum: ["low", "medium", "high"],
    description: "Overall purchase intent shown by the caller.",
  },
  intent_score: { type: "integer", description: "Purchase intent from 0 to 100. Null if nobody spoke." },
  urgency_level: {
    type: "string",
    enum: ["none", "low", "medium", "high"],
    description: "How soon the caller needs a solution.",
  },
  urgency_score: { type: "integer", description: "Urgency 0 to 100 judged from stated deadlines." },
  budget_level: {
    type: "string",
    enum: ["unknown", "none", "low", "medium", "high"],
    description: "Budget signal; unknown if not discussed.",
  },
  budget_score: { type: "integer", description: "Budget readiness 0 to 100." },
  fit_score: { type: "integer", description: "How well the caller's need matches the offer, 0 to 100." },
  engagement_score: { type: "integer", description: "How actively the caller took part, 0 to 100." },
  lead_status: { type: "string", enum: ["cold", "warm", "hot", "not_a_lead"], description: "Lead temperature." },
  cta_pricing: { type: "boolean", description: "True if the caller asked for prices." },
  cta_demo: { type: "boolean", description: "True if the caller asked for or accepted a demo." },
  cta_followup: { type: "boolean", description: "True if the caller asked to be contacted again." },
  cta_sample: { type: "boolean", description: "True if the caller asked for a sample or trial." },
  cta_human: { type: "boolean", description: "True if the caller asked for a human." },
  lead_name: { type: "string", description: "Caller's full name as confirmed, otherwise null." },
  lead_email: { type: "string", description: "Caller's e-mail in user@domain form, otherwise null." },
  company_name: { type: "string", description: "Caller's company, otherwise null." },
  demo_datetime: { type: "string", description: "Agreed demo start as ISO 8601 with offset, otherwise null." },
  key_topics: { type: "string", description: "Subjects of the call, comma-separated." },
  objections_raised: { type: "string", description: "Objections of the caller, comma-separated." },
  next_steps: { type: "string", description: "What was agreed to happen next, comma-separated." },
  sentiment_score: { type: "number", description: "The caller's mood from -1 to 1." },
  call_quality_score: { type: "integer", description: "How well both sides were understood, 1 to 10." },
  customer_satisfaction: { type: "integer", description: "How content the caller was at the end, 1 to 10." },
} as const satisfies Readonly<Record<string, Item>>;

type ItemId = keyof typeof COLLECTED_ITEMS;

/** `analysis.data_collection_results`. */
export function collectItems(findings: Findings): Record<ItemId, CollectedPayload> {
  const { intent, urgency, budget, fit, engagement } = findings;
  const spoken = findings.temperature !== null;
  const collect = (id: ItemId, value: CollectedPayload["value"], rationale: string): CollectedPayload => ({
    data_collection_id: id,
    value,
    json_schema: SCHEMAS[id] ?? {},
    rationale,
  });
  const copy = (id: ItemId, { value, rationale }: { value: CollectedPayload["value"]; rationale: string }) =>
    collect(id, value, rationale);

  return {
    intent_level: collect("intent_level", level(intent.score, "low"), intent.rationale),
    intent_score: collect("intent_score", intent.score, intent.rationale),
    urgency_level: collect("urgency_level", spoken ? (level(urgency.score, "low") ?? "none") : null, urgency.rationale),
    urgency_score: collect("urgency_score", urgency.score, urgency.rationale),
    budget_level: collect("budget_level", spoken ? (level(budget.score, "none") ?? "unknown") : null, budget.rationale),
    budget_score: collect("budget_score", budget.score, budget.rationale),
    fit_score: collect("fit_score", fit.score, fit.rationale),
    engagement_score: collect("engagement_score", engagement.score, engagement.rationale),
    lead_status: collect("lead_status", findings.temperature, intent.rationale),
    cta_pricing: copy("cta_pricing", findings.pricing),
    cta_demo: copy("cta_demo", findings.demo),
    cta_followup: copy("cta_followup", findings.followup),
    cta_sample: copy("cta_sample", findings.sample),
    cta_human: copy("cta_human", findings.human),
    lead_name: copy("lead_name", findings.name),
    lead_email: copy("lead_email", findings.email),
    company_name: copy("company_name", findings.company),
    demo_datetime: copy("demo_datetime", findings.meetingAt),
    key_topics: copy("key_topics", findings.topics),
    objections_raised: copy("objections_raised", findings.objections),
    next_steps: copy("next_steps", findings.nextSteps),
    sentiment_score: copy("sentiment_score", findings.sentiment),
    call_quality_score: copy("call_quality_score", findings.callQuality),
    customer_satisfaction: copy("customer_satisfaction", findings.satisfaction),
  };
}

function level(score: number | null, lowest: "low" | "none"): "none" | "low" | "medium" | "high" | null {
  if (score === null) return null;
  if (score >= 70) return "high";
  return score >= 40 ? "medium" : lowest;
}

/** The provider writes unset strings as "" and an unset enum as null. */
const SCHEMAS: Readonly<Record<string, Record<string, unknown>>> = Object.fromEntries(
  Object.entries<Item>(COLLECTED_ITEMS).map(([id, { type, description, enum: values }]) => [
    id,
    { type, description, enum: values ?? null, is_system_provided: false, dynamic_variable: "", constant_value: "" },
  ]),
);
