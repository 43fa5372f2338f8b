import { type DocumentedName, named } from "./documented-name";

const totals = `user_id date hour total_calls successful_calls failed_calls total_duration_minutes avg_duration_minutes leads_generated
  qualified_leads conversion_rate cta_pricing_clicks cta_demo_clicks cta_followup_clicks cta_sample_clicks cta_human_escalations
  total_cta_interactions cta_conversion_rate credits_used`;

const columns: Readonly<Record<string, string>> = {
  users: "id email name credits role password_hash email_verified is_active auth_provider updated_at",
  agents: "id user_id elevenlabs_agent_id name agent_type description is_active updated_at",
  calls: `id agent_id user_id contact_id elevenlabs_conversation_id phone_number call_source caller_name caller_email lead_type
    duration_minutes duration_seconds credits_used status recording_url metadata updated_at`,
  contacts: `id user_id name phone_number email company notes is_customer auto_created_from_call_id is_auto_created
    auto_creation_source updated_at`,
  phone_numbers: `id name phone_number elevenlabs_phone_number_id assigned_to_user_id created_by_admin_id is_active created_at
    updated_at`,
  transcripts: "id call_id user_id content speaker_segments",
  lead_analytics: `id call_id user_id intent_level intent_score urgency_level urgency_score budget_constraint budget_score
    fit_alignment fit_score engagement_health engagement_score total_score lead_status_tag reasoning cta_interactions company_name
    extracted_name extracted_email cta_pricing_clicked cta_demo_clicked cta_followup_clicked cta_sample_clicked
    cta_escalated_to_human demo_scheduled_at is_read`,
  credit_transactions: "id user_id type amount balance_after description stripe_payment_id call_id created_by",
  follow_ups: `id user_id lead_phone lead_email lead_name follow_up_date remark is_completed follow_up_status created_by
    completed_at completed_by updated_at`,
  customers: `id user_id contact_id customer_reference_number name email phone company status conversion_date
    original_lead_source assigned_sales_rep last_interaction_date notes updated_at`,
  agent_analytics: `agent_id ${totals} updated_at`,
  user_analytics: `id ${totals} success_rate answer_rate updated_at`,
  call_analytics_cache: `user_id date_period period_type total_calls successful_calls failed_calls connection_rate
    total_call_duration average_call_duration hot_leads warm_leads cold_leads conversion_rate pricing_clicks demo_requests
    inbound_calls outbound_calls updated_at`,
  user_daily_analytics: "user_id date updated_at",
  dashboard_cache: "user_id cache_key cache_data expires_at updated_at",
  user_sessions: `user_id token_hash refresh_token_hash expires_at refresh_expires_at ip_address user_agent is_active
    updated_at`,
  login_attempts: "email ip_address attempted_at success failure_reason",
  password_reset_attempts: "email ip_address attempted_at success",
  admin_audit_log: "admin_user_id action resource_type resource_id target_user_id details ip_address user_agent",
  system_config: "config_key config_value is_encrypted description updated_by updated_at",
  agent_call_outcomes: `agent_id call_id user_id outcome call_quality_score customer_satisfaction is_qualified_lead
    lead_temperature sentiment_score key_topics objections_raised next_steps`,
  agent_performance_trends: "agent_id period_start period_end period_type performance_rank",
  agent_targets: "agent_id target_date target_type achievement_percentage updated_at",
  trigger_error_log: "table_name operation error_message error_context occurred_at",
};

const notes: Readonly<Record<string, string>> = {
  "agent_analytics.hour": "stays NULL",
  "calls.duration_minutes": "a constraint holds it to the started minutes of duration_seconds",
  "user_analytics.hour": "NULL for a day; 0 to 23 for an hour of it",
};

export const documentedColumns: readonly DocumentedName[] = Object.entries(columns).flatMap(([table, names]) =>
  named("column", names.replaceAll(/\w+/g, `${table}.$&`), notes),
);
