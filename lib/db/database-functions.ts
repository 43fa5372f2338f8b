import type { Expression } from "kysely";

/** A type of the database, with a question mark behind it where the value may be null. */
type TypeName = keyof Values | `${keyof Values}?`;

type Values = {
  bigint: number;
  boolean: boolean;
  /** A calendar day, `YYYY-MM-DD`. */
  date: string;
  integer: number;
  text: string;
  "text[]": readonly string[];
  timestamptz: Date;
  tsquery: string;
  uuid: string;
  "uuid[]": string[];
  void: unknown;
};

type DatabaseFunction = {
  /** The arguments that are given, by name; the database has defaults for others. */
  args: Readonly<Record<string, TypeName>>;
} & ({ returns: TypeName } | { rows: Readonly<Record<string, TypeName>> });

const ofBatch = { args: { rows_max: "integer" }, returns: "integer" } as const;
const ofDays = { args: { tenant: "uuid", first_day: "date", last_day: "date" }, returns: "integer" } as const;
const audit = {
  args: { tenant: "uuid?" },
  rows: { check_name: "text", user_id: "uuid?", table_name: "text", row_id: "text", detail: "text" },
} as const;
/** An administrator and the account that they act on. */
const byAdmin = { acting_user: "uuid", target_user: "uuid" } as const;
const tenants = { args: {}, rows: { tenant: "uuid" } } as const;

/**
 * What code asks functions of the database and what they answer, as `prisma-kysely` cannot generate it: it knows tables only. A test compares
 * every entry with the catalogue.
 */
export const databaseFunctions = {
  adjust_credits: {
    args: { ...byAdmin, entry: "uuid", kind: "text", credits: "integer", words: "text", of_call: "uuid?" },
    rows: { balance_before: "integer", balance_after: "integer", is_new: "boolean" },
  },
  audit_data_isolation: audit,
  batch_calculate_call_analytics: { args: { day: "date", only_tenant: "uuid" }, returns: "integer" },
  call_search_sources: {
    args: { of_calls: "uuid[]" },
    rows: { call_id: "uuid", user_id: "uuid", who: "text[]", phone_number: "text?", said: "text?", source: "text" },
  },
  change_time_zone: { args: { tenant: "uuid", zone: "text" }, returns: "boolean" },
  change_user_role: { args: { acting_user: "uuid", target_user: "uuid", new_role: "text" }, returns: "text?" },
  clean_contact_import: { args: { import: "uuid", gone_object: "text" }, returns: "integer" },
  cleanup_deleted_contacts: ofBatch,
  cleanup_expired_dashboard_cache: ofBatch,
  cleanup_expired_rate_limits: ofBatch,
  cleanup_expired_sessions: ofBatch,
  cleanup_old_job_runs: ofBatch,
  cleanup_old_login_attempts: ofBatch,
  cleanup_old_password_reset_attempts: ofBatch,
  cleanup_trigger_error_log: ofBatch,
  delete_contacts: {
    args: { ids: "uuid[]", deletion: "uuid" },
    rows: { deleted: "integer", customers: "integer" },
  },
  end_user_sessions: { args: { ...byAdmin, session: "uuid?" }, rows: { ended: "integer" } },
  erase_account: { args: { account: "uuid", gone_objects: "text[]", rows_max: "integer" }, returns: "integer" },
  expected_calls: { args: { loose: "tsquery" }, returns: "bigint" },
  find_best_agent: { args: { tenant: "uuid", first_day: "date", last_day: "date" }, returns: "uuid?" },
  find_calls: {
    args: { strict: "tsquery", loose: "tsquery", rows_max: "integer" },
    rows: { call_id: "uuid", is_match: "boolean" },
  },
  fold_text: { args: { value: "text" }, returns: "text" },
  get_cache_trigger_health: {
    args: {},
    rows: {
      table_name: "text",
      active_triggers: "integer",
      active_cache_triggers: "integer",
      disabled_triggers: "text[]",
      recent_errors: "integer",
      last_error_at: "timestamptz?",
    },
  },
  invite_user: {
    args: { acting_user: "uuid", new_user: "uuid", address: "text", known_as: "text", zone: "text", land: "text?" },
    returns: "boolean",
  },
  is_time_zone: { args: { name: "text" }, returns: "boolean" },
  lift_lockout: { args: byAdmin, rows: { forgiven: "integer" } },
  link_agent: {
    args: { ...byAdmin, agent: "uuid", provider_agent: "text", known_as: "text", kind: "text" },
    rows: { waiting: "bigint" },
  },
  list_accounts_to_erase: tenants,
  list_contact_imports_to_clean: { args: {}, rows: { id: "uuid", storage_key: "text" } },
  list_days_to_repair: { args: { tenant: "uuid" }, rows: { first_day: "date", last_day: "date" } },
  list_failed_jobs: {
    args: {},
    rows: { job: "bigint", task: "text", attempts: "integer", failed_at: "timestamptz", error: "text?" },
  },
  list_objects_to_erase: { args: { account: "uuid", rows_max: "integer" }, rows: { key: "text" } },
  list_previous_days: {
    args: { since: "timestamptz?" },
    rows: { tenant: "uuid", first_day: "date", last_day: "date" },
  },
  list_tenants: tenants,
  list_tenants_with_stale_trends: tenants,
  list_waiting_events: {
    args: { of_agents: "text[]?" },
    rows: {
      provider_agent_id: "text",
      events: "bigint",
      first_received_at: "timestamptz",
      last_received_at: "timestamptz",
    },
  },
  matching_calls: {
    args: { strict: "tsquery", loose: "tsquery", among: "uuid[]" },
    rows: { call_id: "uuid", is_match: "boolean" },
  },
  merge_contacts: { args: { kept: "uuid", dropped: "uuid" }, returns: "text" },
  rebuild_agent_performance_trends: ofDays,
  rebuild_agent_targets: ofDays,
  rebuild_call_analytics_cache: ofDays,
  rebuild_call_searches: { ...ofDays, returns: "void" },
  rebuild_call_segment_analytics: ofDays,
  rebuild_leads: ofDays,
  rebuild_user_analytics: ofDays,
  rebuild_user_daily_analytics: ofDays,
  recount_platform_days: { args: {}, returns: "integer" },
  refresh_platform_days: { args: {}, returns: "integer" },
  refresh_stale_trends: { args: { tenant: "uuid" }, returns: "integer" },
  remove_second_factor: { args: byAdmin, rows: { had_one: "boolean" } },
  replay_set_aside: {
    args: { acting_user: "uuid", of_event: "uuid?", of_reason: "text?" },
    returns: "bigint",
  },
  request_contact_import: { args: { import: "uuid" }, returns: "void" },
  request_mail: { args: { kind: "text", recipient: "text", account: "uuid?" }, returns: "void" },
  request_replay: {
    args: { tenant: "uuid?", received_from: "timestamptz", received_before: "timestamptz" },
    returns: "boolean",
  },
  request_stalled_contact_imports: { args: {}, returns: "integer" },
  request_time_zone: { args: { zone: "text" }, returns: "void" },
  request_user_time_zone: { args: { ...byAdmin, zone: "text" }, rows: { zone_before: "text" } },
  restore_contacts: { args: { deletion: "uuid" }, rows: { restored: "integer", taken: "integer" } },
  scheduled_refresh_user_kpi_summary: { args: { force: "boolean" }, returns: "text" },
  run_task: { args: { acting_user: "uuid", task: "text", queue: "text?" }, returns: "boolean" },
  schedule_user_deletion: {
    args: { ...byAdmin, moment: "timestamptz?" },
    rows: { moment_before: "timestamptz?" },
  },
  search_contacts: { args: { query: "tsquery", rows_max: "integer" }, returns: "uuid[]" },
  send_user_reset: { args: byAdmin, rows: { email: "text", is_active: "boolean" } },
  set_user_active: { args: { acting_user: "uuid", target_user: "uuid", active: "boolean" }, returns: "boolean?" },
  settle_failed_job: { args: { acting_user: "uuid", job: "bigint", again: "boolean" }, returns: "text?" },
  take_call_searches: { args: { calls_max: "integer", bytes_max: "bigint" }, returns: "uuid[]" },
  update_agent: {
    args: { acting_user: "uuid", agent: "uuid", known_as: "text", active: "boolean" },
    rows: { user_id: "uuid", name_before: "text", active_before: "boolean" },
  },
  validate_user_data_consistency: audit,
  verify_audit_chain: { args: {}, rows: { entry_number: "bigint", entry_id: "uuid?", fault: "text" } },
  verify_user_address: { args: byAdmin, rows: { was_verified: "boolean" } },
  wake_call_searches: { args: {}, returns: "void" },
  write_call_searches: { args: { of_calls: "uuid[]", vectors: "text[]", sources: "text[]" }, returns: "integer" },
} as const satisfies Record<string, DatabaseFunction>;

type Functions = typeof databaseFunctions;

/** Functions that answer with one value. */
export type ValueFunction = {
  [N in keyof Functions]: Functions[N] extends { returns: string } ? N : never;
}[keyof Functions];

/** Functions that answer with rows. */
export type RowsFunction = Exclude<keyof Functions, ValueFunction>;

type Value<T> = T extends keyof Values
  ? Values[T]
  : T extends `${infer Base extends keyof Values}?`
    ? Values[Base] | null
    : never;

/** An instant is given as the database reads it, too, with its microseconds. */
type Given<T> = Value<T> | (T extends `timestamptz${string}` ? string : never);

/** What a function is asked, each argument as a value or as an expression of the statement. */
export type FunctionArgs<N extends keyof Functions> = {
  readonly [A in keyof Functions[N]["args"]]: Given<Functions[N]["args"][A]> | Expression<unknown>;
};

export type FunctionResult<N extends ValueFunction> = Value<Functions[N]["returns"]>;

export type FunctionRow<N extends RowsFunction> = {
  [C in keyof Functions[N]["rows"]]: Value<Functions[N]["rows"][C]>;
};
