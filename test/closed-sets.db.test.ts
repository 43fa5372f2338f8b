import type { Client } from "pg";
import { expect } from "vitest";
import { userRoles } from "@/lib/access/context";
import { agentTypes } from "@/lib/agents/agent-type";
import { cachedPeriodTypes, periodTypes } from "@/lib/analytics/period-type";
import { authProviders, oauthProviders } from "@/lib/auth/oauth/auth-provider";
import { sessionEndReasons } from "@/lib/auth/sessions/session-end-reason";
import { transactionTypes } from "@/lib/billing/transaction-type";
import { leadTemperatures, outcomeTemperatures } from "@/lib/calls/lead-temperature";
import { callDirections, callOutcomes, callSources, callStatuses } from "@/lib/calls/schema";
import { autoCreationSources } from "@/lib/contacts/auto-creation-source";
import { importStatuses, knownContactRules, rowVerdicts } from "@/lib/contacts/imports/import-status";
import { customerEventKinds } from "@/lib/customers/customer-event";
import { customerStatuses } from "@/lib/customers/customer-status";
import { followUpStatuses } from "@/lib/follow-ups/follow-up-status";
import { webhookEventStatuses, webhookProviders } from "@/lib/ingest/webhook-event";
import { audits } from "@/lib/jobs/upkeep/store-findings";
import { settingTypes } from "@/lib/settings/settings";
import { test } from "./in-transaction";

/** Each column that takes one of a few words, with the constant that lists them. */
const closedSets: Readonly<Record<string, readonly string[]>> = {
  "agent_call_outcomes.edited_outcome": callOutcomes,
  "agent_call_outcomes.lead_temperature": outcomeTemperatures,
  "agent_call_outcomes.outcome": callOutcomes,
  "agent_call_outcomes.provider_outcome": callOutcomes,
  "agent_performance_trends.period_type": periodTypes,
  "agent_targets.target_type": periodTypes,
  "agents.agent_type": agentTypes,
  "audit_findings.audit": audits,
  "call_analytics_cache.period_type": cachedPeriodTypes,
  "calls.call_source": callSources,
  "calls.lead_type": callDirections,
  "calls.status": callStatuses,
  "contact_import_rows.verdict": rowVerdicts,
  "contact_imports.known_contacts": knownContactRules,
  "contact_imports.status": importStatuses,
  "contacts.auto_creation_source": autoCreationSources,
  "credit_transactions.type": transactionTypes,
  "customer_events.kind": customerEventKinds,
  "customers.status": customerStatuses,
  "follow_ups.follow_up_status": followUpStatuses,
  "lead_analytics.ai_lead_status_tag": leadTemperatures,
  "lead_analytics.override_tag": leadTemperatures,
  "oauth_accounts.provider": oauthProviders,
  "system_config.value_type": settingTypes,
  "user_sessions.auth_provider": authProviders,
  "user_sessions.end_reason": sessionEndReasons,
  "users.auth_provider": authProviders,
  "users.role": userRoles,
  "webhook_events.provider": webhookProviders,
  "webhook_events.status": webhookEventStatuses,
};

test("every closed set of values is the same in the database and in the code", async ({ db }) => {
  const sorted = Object.entries(closedSets).map(([column, values]) => [column, [...values].sort()] as const);
  expect(await readClosedSets(db)).toEqual(Object.fromEntries(sorted));
});

test.for([
  "ALTER TABLE agents ADD CHECK (name IN ('a', 'b'))",
  "ALTER TABLE agents ADD CHECK (description IN ('a', 'b'))",
  "ALTER TABLE agents ADD CONSTRAINT agents_name_is_known CHECK (name = 'a')",
])("a closed set that only the database has is found: %s", async (change, { db }) => {
  await db.query(change);
  expect(Object.keys(await readClosedSets(db))).toHaveLength(Object.keys(closedSets).length + 1);
});

/** Each column with the words of the check that lists them: the checks of one column that are a list, or say so by name. */
async function readClosedSets(db: Client): Promise<Record<string, string[]>> {
  const { rows } = await db.query<{ column: string; definition: string }>(
    `SELECT k.conrelid::regclass || '.' || a.attname AS column, pg_get_constraintdef(k.oid) AS definition
     FROM pg_constraint k JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
     WHERE k.connamespace = 'public'::regnamespace AND k.contype = 'c' AND cardinality(k.conkey) = 1
       AND (k.conname ~ '_is_known$' OR pg_get_constraintdef(k.oid) ~ '^CHECK \\(+\\w+\\)?(::text)? = ANY ')`,
  );
  return Object.fromEntries(
    rows.map(({ column, definition }) => [
      column,
      [...definition.matchAll(/'([^']*)'/g)].map(([, word]) => word ?? "").sort(),
    ]),
  );
}
