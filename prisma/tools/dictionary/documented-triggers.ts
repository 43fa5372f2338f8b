import { type DocumentedName, named } from "./documented-name";

const triggers = named(
  "trigger",
  `agent_analytics.cache_invalidation_agent_analytics
  agent_analytics.trigger_refresh_kpi_on_agent_analytics_change
  agent_analytics.trigger_update_agent_analytics_cta_totals
  agent_analytics.trigger_update_dashboard_cache_on_agent_*
  agent_analytics.trigger_update_user_analytics_from_agent_analytics
  agent_analytics.trigger_update_user_kpis_on_agent_*
  agent_analytics.update_agent_analytics_updated_at
  lead_analytics.cache_invalidation_lead_analytics
  lead_analytics.trigger_handle_lead_analytics_cta_update
  lead_analytics.trigger_refresh_kpi_on_lead_analytics_change
  lead_analytics.trigger_update_agent_analytics_from_lead_cta
  lead_analytics.trigger_update_agent_scores_from_lead_analytics
  calls.cache_invalidation_calls
  calls.trigger_calls_update_analytics_cache
  calls.trigger_refresh_kpi_on_calls_change
  calls.trigger_update_agent_analytics_from_call
  calls.update_calls_updated_at
  agents.cache_invalidation_agents
  agents.trigger_refresh_kpi_on_agents_change
  agents.update_agents_updated_at
  users.cache_invalidation_users
  users.update_users_updated_at
  user_analytics.trigger_update_user_analytics_cta_totals
  user_analytics.update_user_analytics_updated_at
  credit_transactions.cache_invalidation_credit_transactions
  customers.trigger_generate_customer_reference
  customers.update_customers_updated_at
  contacts.update_contacts_updated_at
  dashboard_cache.update_dashboard_cache_updated_at
  follow_ups.update_follow_ups_updated_at
  phone_numbers.update_phone_numbers_updated_at
  system_config.update_system_config_updated_at
  user_daily_analytics.update_user_daily_analytics_updated_at
  user_sessions.update_user_sessions_updated_at
  agent_targets.update_agent_targets_updated_at
  call_analytics_cache.update_call_analytics_cache_updated_at`,
  {
    "agent_analytics.trigger_update_user_kpis_on_agent_*": "keeps the achievement of agent_targets",
    "credit_transactions.cache_invalidation_credit_transactions": "the ledger is append-only, so inserts are all",
    "user_sessions.update_user_sessions_updated_at":
      "runs trg_user_sessions_last_used(), which sets last_used_at as well, in place of update_updated_at_column()",
  },
);

const consolidated: Readonly<Record<string, string>> = {
  "calls.trigger_update_agent_analytics_from_call": "trg_calls_daily_analytics",
  "lead_analytics.trigger_update_agent_analytics_from_lead_cta": "trg_leads_daily_analytics",
  "agent_analytics.trigger_update_user_analytics_from_agent_analytics": "trg_user_daily_rollup",
  "user_sessions.update_user_sessions_updated_at": "trg_user_sessions_last_used",
};

export const documentedTriggers: readonly DocumentedName[] = triggers.map((trigger) => ({
  ...trigger,
  runs: consolidated[trigger.name] ?? (trigger.name.endsWith("_updated_at") ? "update_updated_at_column" : undefined),
}));
