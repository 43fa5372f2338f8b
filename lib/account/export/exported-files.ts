/** A pair of files, `<name>.json` and `<name>.csv`, with the rows of one table that are the tenant's. */
export type ExportedFile = {
  name: string;
  about: string;
  /** The table under the alias `t`; with what it takes to find its rows by an index. */
  from: string;
  table: string;
  /** The column that says whose a row is. */
  tenant: string;
  orderBy: string;
};

const ofTenant = (table: string, about: string, more: Partial<ExportedFile> = {}): ExportedFile => ({
  name: table,
  about,
  table,
  from: `${table} t`,
  tenant: "t.user_id",
  orderBy: "t.id",
  ...more,
});

const newestCallFirst = "t.call_started_at DESC, t.call_id DESC";

/** What an export holds, in its order: every column of these tables that a tenant may read. */
export const exportedFiles: readonly ExportedFile[] = [
  ofTenant("users", "Your account.", { name: "account", tenant: "t.id" }),
  ofTenant("agents", "Your voice agents."),
  ofTenant("phone_numbers", "The phone numbers that are assigned to you.", { tenant: "t.assigned_to_user_id" }),
  ofTenant("calls", "Your calls, the newest first.", { orderBy: "t.started_at DESC, t.id DESC" }),
  ofTenant("transcripts", "What was said in your calls, the newest first.", {
    from: "calls c JOIN transcripts t ON t.call_id = c.id AND t.user_id = c.user_id",
    tenant: "c.user_id",
    orderBy: "c.started_at DESC, c.id DESC",
  }),
  ofTenant("lead_analytics", "The leads among your callers, with their scores.", {
    name: "leads",
    orderBy: newestCallFirst,
  }),
  ofTenant("agent_call_outcomes", "How your calls ended.", { name: "outcomes", orderBy: newestCallFirst }),
  ofTenant("contacts", "Your contacts."),
  ofTenant("contact_imports", "The contact files that you imported, with the result of each row."),
  ofTenant("customers", "Contacts that became customers."),
  ofTenant("customer_events", "The history of your customers.", { name: "customer_history" }),
  ofTenant("follow_ups", "Your follow-ups."),
  ofTenant("saved_views", "The views that you saved, by the page's address.", { orderBy: "t.page, t.position, t.id" }),
  ofTenant("credit_transactions", "Every credit transaction, in order.", { orderBy: "t.entry_number" }),
  ofTenant("agent_targets", "The targets that you set your agents.", { name: "targets" }),
  ofTenant("user_sessions", "Where and when you were signed in, without session tokens.", {
    name: "sessions",
  }),
  ofTenant("oauth_accounts", "Accounts with other providers that you sign in with.", { name: "linked_accounts" }),
  ofTenant("second_factors", "Whether two-factor authentication is set up, without its secret.", {
    name: "second_factor",
    orderBy: "t.user_id",
  }),
];

/** Tables of tenants that are not exported, each with the reason; a test finds a table that is in neither list. */
export const notExported: Readonly<Record<string, string>> = {
  agent_analytics: "counted from calls",
  leads: "counted from calls",
  user_analytics: "counted from calls",
  user_daily_analytics: "counted from calls",
  call_analytics_cache: "counted from calls",
  call_segment_analytics: "counted from calls",
  agent_performance_trends: "counted from calls",
  dashboard_cache: "counted from calls",
  stale_trends: "what is still to be counted",
  contact_import_rows: "what the files said that you uploaded, whose outcome is in the contacts",
  deleted_contacts: "contacts that you deleted, which are gone for good within a week",
  webhook_events: "the provider's messages, whose content is in the calls, transcripts and leads",
  audit_findings: "what the database finds when it checks itself",
  admin_audit_log: "what administrators did",
  user_notes: "what administrators wrote down for themselves",
  call_searches: "made from calls, leads and transcripts",
  rollup_changes: "what is still to be counted",
  call_search_queue: "what is still to be made from calls",
  call_search_rebuilds: "what is still to be made from calls",
  call_search_failures: "what the database finds when it checks itself",
  email_verification_tokens: "secrets",
  password_reset_tokens: "secrets",
  second_factor_recovery_codes: "secrets",
};
