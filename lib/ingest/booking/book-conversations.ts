import { setImmediate as nextTurn } from "node:timers/promises";
import type { Transaction } from "@/lib/db/transaction";
import { settleAll } from "@/lib/platform/settle-all";
import { readSettings } from "@/lib/settings/read-settings";
import type { IntegerSetting } from "@/lib/settings/settings";
import type { ConversationEvent } from "../events/projection";
import { type FinishedEvent, finish, quarantined } from "../finish-events";
import type { KnownEvent } from "./booking";
import { planBookings } from "./plan-bookings";
import { writeCalls } from "./write-calls";
import { writeCharges } from "./write-charges";
import { writeContacts } from "./write-contacts";
import { type LeadRules, scoreLeads, writeLeads } from "./write-leads";
import { writeOutcomes } from "./write-outcomes";
import { prepareTranscripts, writeTranscripts } from "./write-transcripts";

const settingKeys = [
  "credits_per_minute",
  "qualified_lead_score",
  "hot_lead_score",
  "warm_lead_score",
  "lead_weight_intent",
  "lead_weight_urgency",
  "lead_weight_budget",
  "lead_weight_fit",
  "lead_weight_engagement",
] as const satisfies readonly IntegerSetting[];

/** Books conversations as calls, transcripts, leads, outcomes, contacts and charges. */
export async function bookConversations(
  tx: Transaction,
  known: readonly KnownEvent<ConversationEvent>[],
): Promise<FinishedEvent[]> {
  if (known.length === 0) return [];
  const settings = await readSettings(tx, [...settingKeys, "feature.auto_create_contacts"]);
  const { bookings, callIds, refused } = await planBookings(tx, known, settings.credits_per_minute);
  // Indexing for search is requested once, after all rows are written; a job does it. Rollups are also updated once.
  await tx.query("SELECT hold_call_searches(), collect_rollup_changes()");
  await writeContacts(tx, bookings, { makesContacts: settings["feature.auto_create_contacts"] });
  // While the database writes the calls, this process prepares the next rows.
  const [, leads, transcripts] = await settleAll([
    writeCalls(tx, bookings),
    nextTurn().then(() => scoreLeads(bookings, rulesOf(settings))),
    nextTurn().then(() => prepareTranscripts(bookings)),
  ]);
  await writeLeads(tx, bookings, leads.values());
  await writeTranscripts(tx, transcripts);
  await tx.query("SELECT release_call_searches($1)", [bookings.map(({ callId }) => callId)]);
  await writeOutcomes(tx, bookings);
  await tx.query("SELECT release_rollup_changes()");
  // The balance is the busiest row of a tenant, so it is updated last.
  await writeCharges(tx, bookings);
  return known.map(({ taken, event, agent }) => {
    const why = refused.get(event);
    if (why) return quarantined(taken, event, why);
    const callId = callIds.get(event.conversationId) ?? null;
    return finish(taken, event, { status: "processed", userId: agent.userId, callId });
  });
}

function rulesOf(settings: Record<(typeof settingKeys)[number], number>): LeadRules {
  return {
    weights: {
      intent: settings.lead_weight_intent,
      urgency: settings.lead_weight_urgency,
      budget: settings.lead_weight_budget,
      fit: settings.lead_weight_fit,
      engagement: settings.lead_weight_engagement,
    },
    thresholds: {
      hotScoreMin: settings.hot_lead_score,
      warmScoreMin: settings.warm_lead_score,
      qualifiedScoreMin: settings.qualified_lead_score,
    },
  };
}
