import type { Counter } from "@/lib/metrics/declaration";
import { everyCounter } from "@/lib/metrics/every-counter";

/** What a column of this name means in every table of schema.prisma that does not say otherwise. */
export const sharedColumns: Readonly<Record<string, string>> = {
  ...countersByName(),
  id: "Key of the row, ordered by the moment it was made",
  user_id: "The tenant whose row it is",
  agent_id: "The agent it is about",
  call_id: "The call it is about",
  call_date: "Day of the call in the tenant's zone; follows the call",
  call_started_at: "When the call began; follows the call",
  is_counted:
    "Whether its call is counted, because it is completed or failed; what rates divide comes from counted calls alone",
  person_key:
    "Whom the call was with: the number in E.164, else the address in lower case, else the call itself; follows the call",
  lead_type: "inbound or outbound; follows the call",
  created_at: "When the row was made",
  updated_at: "When the row was last changed; set by a trigger",
  ip_address: "Address that the request came from",
  user_agent: "Browser that the request came from",
  date: "Day in the tenant's zone",
  period_type: "Length of the period: daily, weekly, monthly or, of trends, quarterly",
  period_end: "Last day of the period",
  total_cta_interactions: "Sum of the five counters of calls to action; set by a trigger",
  cta_conversion_rate: "Calls with a call to action of 100 calls; set by a trigger",
  avg_duration_minutes: "Started minutes for each call",
  conversion_rate: "Leads of 100 calls",
  success_rate: "Successes of 100",
  answer_rate: "Answered calls of 100",
  call_source: "phone, internet or unknown",
  avg_intent_score: "Mean intent score of the leads that have one, 0 to 100",
  avg_urgency_score: "Mean urgency score of the leads that have one, 0 to 100",
  avg_budget_score: "Mean budget score of the leads that have one, 0 to 100",
  avg_fit_score: "Mean fit score of the leads that have one, 0 to 100",
  avg_engagement_score: "Mean engagement score of the leads that have one, 0 to 100",
  avg_total_score: "Mean total score of the leads that have one, 0 to 100",
};

/** The registry of metrics says what a counter is, under every name that it has. */
function countersByName(): Record<string, string> {
  return Object.fromEntries(everyCounter.flatMap((counter) => namesOf(counter).map((name) => [name, counter.comment])));
}

function namesOf({ column, keptIn }: Counter): string[] {
  return [column, ...Object.values(keptIn).filter((name) => typeof name === "string")];
}
