/** A name of the database's documentation; a trigger's is written "<table>.<trigger>" and may end in a star. */
export type DocumentedName = {
  kind: "table" | "view" | "function" | "trigger" | "setting";
  name: string;
  note?: string;
};

const named = (kind: DocumentedName["kind"], names: string, notes: Record<string, string> = {}): DocumentedName[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => ({ kind, name, note: notes[name] }));

const tables = named(
  "table",
  `users agents calls contacts phone_numbers transcripts lead_analytics credit_transactions follow_ups customers
  agent_analytics user_analytics call_analytics_cache user_daily_analytics dashboard_cache user_sessions login_attempts
  password_reset_attempts admin_audit_log system_config agent_call_outcomes agent_performance_trends agent_targets
  trigger_error_log`,
  { agent_analytics: "hour stays NULL: one row an agent and day" },
);

const views = named(
  "view",
  `user_stats agent_performance_summary call_source_analytics recent_call_analytics active_user_sessions user_login_stats
  user_kpi_summary`,
  { user_kpi_summary: "materialised; a tenant reads its row through my_kpi_summary" },
);

const functions = named(
  "function",
  `update_updated_at_column trg_calls_daily_analytics trg_leads_daily_analytics trg_user_daily_rollup
  get_cache_trigger_health cleanup_trigger_error_log test_cache_invalidation cleanup_expired_dashboard_cache
  cleanup_expired_sessions cleanup_old_login_attempts cleanup_old_password_reset_attempts validate_user_data_consistency
  audit_data_isolation scheduled_refresh_user_kpi_summary batch_calculate_call_analytics`,
  {
    trg_calls_daily_analytics: "also follows corrections, moves and deletes, by differences",
    trg_leads_daily_analytics: "also follows changes and deletes, by differences",
    trg_user_daily_rollup: "moves user_daily_analytics as well",
    scheduled_refresh_user_kpi_summary: "refreshes only what is stale; runs are recorded in job_runs",
  },
);

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
    "user_sessions.update_user_sessions_updated_at": "sets last_used_at too",
  },
);

const settings = named(
  "setting",
  `credits_per_minute new_user_bonus_credits minimum_credit_purchase session_duration_hours max_login_attempts
  lockout_duration_minutes password_min_length require_email_verification password_reset_token_expiry_hours
  kpi_refresh_interval_minutes max_contacts_per_upload`,
);

export const documentedNames: readonly DocumentedName[] = [...tables, ...views, ...functions, ...triggers, ...settings];
