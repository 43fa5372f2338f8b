import { afterAll, beforeAll, expect, test } from "vitest";
import { changesTable, rollupTables } from "@/prisma/tools/rollups/rollup-tables";
import { conversationEvent } from "@/test/conversation";
import { fillTenant } from "@/test/fill-tenant";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";

type Finding = { check_name: string; user_id: string | null; table_name: string; row_id: string; detail: string };

let harness: IngestHarness;
let mine: TestTenant;
let theirs: TestTenant;
let callId: string;
beforeAll(async () => {
  harness = await createIngestHarness();
  mine = await harness.createTenant({ timezone: "America/New_York" });
  theirs = await harness.createTenant();
  for (const { providerAgentId } of [mine, theirs]) {
    for (const intent_score of [20, 55, 90]) {
      await harness.receive(conversationEvent({ agentId: providerAgentId, collected: { intent_score } }));
    }
  }
  await harness.process();
  const [call] = await harness.rows<{ id: string }>("SELECT id FROM calls WHERE user_id = $1 ORDER BY id LIMIT 1", [
    mine.userId,
  ]);
  callId = call?.id ?? "";
  await harness.rows(
    `INSERT INTO agent_targets (agent_id, user_id, target_type, target_date, target_calls, target_success_rate, target_leads, target_conversion_rate)
     SELECT agent_id, user_id, 'monthly', date_trunc('month', call_date)::date, 4, 90, 7, 100 FROM calls WHERE id = $1`,
    [callId],
  );
  for (const { userId } of [mine, theirs]) await harness.rows("SELECT refresh_stale_trends($1)", [userId]);
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
});
afterAll(() => harness.dispose());

const consistency = (tenant: string | null = null) =>
  harness.rows<Finding>("SELECT * FROM validate_user_data_consistency($1)", [tenant]);
const isolation = (tenant: string | null = null) =>
  harness.rows<Finding>("SELECT * FROM audit_data_isolation($1)", [tenant]);

/** What `audit` says after `damage`, done with triggers and foreign keys off, and undone afterwards. */
async function afterDamage(audit: () => Promise<Finding[]>, damage: string): Promise<Finding[]> {
  await harness.owner.query("BEGIN; SET LOCAL session_replication_role = replica");
  try {
    await harness.owner.query(
      damage
        .replaceAll("{call}", `'${callId}'`)
        .replaceAll("{mine}", `'${mine.userId}'`)
        .replaceAll("{theirs}", `'${theirs.userId}'`),
    );
    return await audit();
  } finally {
    await harness.owner.query("ROLLBACK");
  }
}

test("what ingestion and the triggers wrote contradicts itself nowhere, and crosses no tenant", async () => {
  expect(await harness.rows("SELECT count(*) FROM calls")).toEqual([{ count: 6 }]);
  expect(await consistency()).toEqual([]);
  expect(await isolation()).toEqual([]);
});

test.each([
  [
    "ledger_chain_is_broken",
    "credit_transactions",
    "UPDATE credit_transactions SET balance_after = balance_after + 1 WHERE call_id = {call}",
  ],
  [
    "ledger_chain_is_broken",
    "credit_transactions",
    "DELETE FROM credit_transactions WHERE user_id = {mine} AND entry_number = 2",
  ],
  ["credits_are_not_the_ledger", "users", "UPDATE users SET credits = credits + 1 WHERE id = {mine}"],
  ["call_is_not_charged_what_it_used", "calls", "UPDATE credit_transactions SET call_id = NULL WHERE call_id = {call}"],
  ["call_day_is_not_its_start", "calls", "UPDATE calls SET call_date = call_date + 1 WHERE id = {call}"],
  [
    "minutes_are_not_started_minutes",
    "calls",
    "ALTER TABLE calls DROP CONSTRAINT calls_duration_minutes_are_started_minutes; UPDATE calls SET duration_minutes = duration_minutes + 1 WHERE id = {call}",
  ],
  [
    "credits_are_not_minutes_times_rate",
    "calls",
    "UPDATE calls SET credits_per_minute = credits_per_minute + 1 WHERE id = {call}",
  ],
  ["ended_call_has_no_outcome", "calls", "DELETE FROM agent_call_outcomes WHERE call_id = {call}"],
  [
    "lead_is_not_on_its_calls_day",
    "lead_analytics",
    "UPDATE lead_analytics SET call_date = call_date - 1 WHERE call_id = {call}",
  ],
  [
    "outcome_is_not_on_its_calls_day",
    "agent_call_outcomes",
    "UPDATE agent_call_outcomes SET call_date = call_date - 1 WHERE call_id = {call}",
  ],
  [
    "lead_is_judged_wrongly",
    "lead_analytics",
    "UPDATE lead_analytics SET ai_total_score = NULL, ai_lead_status_tag = 'hot' WHERE call_id = {call}",
  ],
  [
    "lead_is_judged_wrongly",
    "lead_analytics",
    "UPDATE lead_analytics SET ai_lead_status_tag = CASE ai_lead_status_tag WHEN 'hot' THEN 'cold' ELSE 'hot' END WHERE call_id = {call}",
  ],
  [
    "lead_is_not_what_its_judge_says",
    "lead_analytics",
    "UPDATE lead_analytics SET total_score = total_score + 1 WHERE call_id = {call}",
  ],
  [
    "lead_is_not_what_its_judge_says",
    "lead_analytics",
    "UPDATE lead_analytics SET override_score = 99, override_tag = 'hot', override_is_qualified = true, override_reason = 'x', overridden_at = now() WHERE call_id = {call}",
  ],
  ["lead_is_not_its_calls", "leads", "UPDATE leads SET call_count = call_count + 1 WHERE user_id = {mine}"],
  ["lead_is_not_its_calls", "leads", "UPDATE leads SET demo_scheduled_at = now() WHERE user_id = {mine}"],
  ["lead_is_not_its_calls", "leads", "DELETE FROM leads WHERE user_id = {mine}"],
  ["lead_is_not_its_calls", "leads", "UPDATE leads SET person_key = '+442079460099' WHERE user_id = {mine}"],
  ["call_is_not_found_by_its_words", "call_searches", "DELETE FROM call_searches WHERE call_id = {call}"],
  [
    "call_is_not_found_by_its_words",
    "call_searches",
    "UPDATE call_searches SET words = 'other'; UPDATE calls SET call_date = current_date WHERE id = {call}",
  ],
  [
    "outcome_and_lead_disagree",
    "agent_call_outcomes",
    "UPDATE agent_call_outcomes SET is_qualified_lead = NOT is_qualified_lead WHERE call_id = {call}",
  ],
  ["customer_flag_is_wrong", "contacts", "UPDATE contacts SET is_customer = true WHERE user_id = {mine}"],
  ["calls_flag_is_wrong", "contacts", "UPDATE contacts SET has_calls = NOT has_calls WHERE user_id = {mine}"],
  [
    "customer_flag_is_wrong",
    "contacts",
    "INSERT INTO customers (user_id, contact_id, customer_reference_number, name) SELECT user_id, id, 'CUST-2026-0001', 'x' FROM contacts WHERE user_id = {mine} LIMIT 1",
  ],
  [
    "rollup_is_not_its_calls",
    "agent_analytics",
    "UPDATE agent_analytics SET total_calls = total_calls + 1 WHERE user_id = {mine}",
  ],
  ["rollup_is_not_its_calls", "agent_analytics", "DELETE FROM agent_analytics WHERE user_id = {mine}"],
  [
    "rollup_is_not_its_calls",
    "agent_analytics",
    "INSERT INTO agent_analytics (user_id, agent_id, date, failed_calls) SELECT user_id, id, '2020-02-02', 1 FROM agents WHERE user_id = {mine}",
  ],
  [
    "rollup_is_not_its_calls",
    "user_analytics",
    "UPDATE user_analytics SET intent_score_sum = intent_score_sum - 1 WHERE user_id = {mine} AND hour IS NULL",
  ],
  ["rollup_is_not_its_calls", "user_analytics", "DELETE FROM user_analytics WHERE user_id = {mine} AND hour IS NULL"],
  [
    "rollup_is_not_its_calls",
    "user_analytics",
    "INSERT INTO user_analytics (user_id, date, leads_generated) VALUES ({mine}, '2020-02-02', 1)",
  ],
  [
    "rollup_is_not_its_calls",
    "user_analytics",
    "UPDATE user_analytics SET hot_leads = hot_leads + 1 WHERE user_id = {mine} AND hour IS NOT NULL",
  ],
  [
    "rollup_is_not_its_calls",
    "user_analytics",
    "DELETE FROM user_analytics WHERE user_id = {mine} AND hour IS NOT NULL",
  ],
  [
    "rollup_is_not_its_calls",
    "user_analytics",
    "INSERT INTO user_analytics (user_id, date, hour, phone_calls) VALUES ({mine}, '2020-02-02', 23, 1)",
  ],
  [
    "rollup_is_not_its_calls",
    "user_daily_analytics",
    "UPDATE user_daily_analytics SET credits_used = credits_used + 1 WHERE user_id = {mine}",
  ],
  ["rollup_is_not_its_calls", "user_daily_analytics", "DELETE FROM user_daily_analytics WHERE user_id = {mine}"],
  [
    "rollup_is_not_its_calls",
    "user_daily_analytics",
    "INSERT INTO user_daily_analytics (user_id, date, cta_calls) VALUES ({mine}, '2020-02-02', 1)",
  ],
  ...["daily", "weekly", "monthly"].flatMap((period) => [
    [
      "rollup_is_not_its_calls",
      "call_analytics_cache",
      `UPDATE call_analytics_cache SET total_call_duration = total_call_duration + 1 WHERE user_id = {mine} AND period_type = '${period}'`,
    ],
    [
      "rollup_is_not_its_calls",
      "call_analytics_cache",
      `DELETE FROM call_analytics_cache WHERE user_id = {mine} AND period_type = '${period}'`,
    ],
    [
      "rollup_is_not_its_calls",
      "call_analytics_cache",
      `INSERT INTO call_analytics_cache (user_id, date_period, period_type, human_escalations) VALUES ({mine}, '2021-02-01', '${period}', 1)`,
    ],
  ]),
  ...["credits_used", "answered_calls", "leads_generated", "qualified_cta_calls", "voicemail_outcomes"].map(
    (column) => [
      "segment_is_not_its_calls",
      "call_segment_analytics",
      column === "answered_calls"
        ? "UPDATE call_segment_analytics SET disconnected_outcomes = disconnected_outcomes + 1 WHERE user_id = {mine}"
        : `UPDATE call_segment_analytics SET ${column} = ${column} + 1 WHERE user_id = {mine}`,
    ],
  ),
  ["segment_is_not_its_calls", "call_segment_analytics", "DELETE FROM call_segment_analytics WHERE user_id = {mine}"],
  [
    "segment_is_not_its_calls",
    "call_segment_analytics",
    "INSERT INTO call_segment_analytics (user_id, agent_id, date, call_source, lead_type, cta_calls) SELECT user_id, id, '2020-02-02', 'phone', 'inbound', 1 FROM agents WHERE user_id = {mine}",
  ],
  ...["agent_analytics", "user_analytics", "user_daily_analytics"].flatMap((table) => [
    [
      "cta_totals_are_not_their_counters",
      table,
      `UPDATE ${table} SET total_cta_interactions = total_cta_interactions + 1 WHERE user_id = {mine}`,
    ],
    ["cta_totals_are_not_their_counters", table, `UPDATE ${table} SET cta_conversion_rate = 99 WHERE user_id = {mine}`],
    [
      "cta_totals_are_not_their_counters",
      table,
      `UPDATE ${table} SET cta_conversion_rate = NULL WHERE user_id = {mine}`,
    ],
  ]),
  [
    "target_is_not_its_calls",
    "agent_targets",
    "UPDATE agent_targets SET actual_calls = actual_calls + 1 WHERE user_id = {mine}",
  ],
  ["target_is_not_its_calls", "agent_targets", "UPDATE agent_targets SET actual_leads = 0 WHERE user_id = {mine}"],
  [
    "target_is_not_its_calls",
    "agent_targets",
    "ALTER TABLE agent_targets DROP COLUMN achievement_percentage; ALTER TABLE agent_targets ADD achievement_percentage numeric DEFAULT 12",
  ],
  ...["calls_change_percentage", "performance_rank", "success_rate", "qualified_leads", "score_change_percentage"].map(
    (column) => [
      "trend_is_not_its_calls",
      "agent_performance_trends",
      `UPDATE agent_performance_trends SET ${column} = coalesce(${column}, 0) + 1 WHERE user_id = {mine} AND period_type = 'monthly'`,
    ],
  ),
  [
    "trend_is_not_its_calls",
    "agent_performance_trends",
    "DELETE FROM agent_performance_trends WHERE user_id = {mine} AND period_type = 'weekly'",
  ],
  [
    "trend_is_not_its_calls",
    "agent_performance_trends",
    "INSERT INTO agent_performance_trends (user_id, agent_id, period_type, period_start, period_end, total_calls, leads_generated, qualified_leads, performance_rank) SELECT user_id, id, 'daily', '2020-02-02', '2020-02-02', 1, 0, 0, 1 FROM agents WHERE user_id = {mine}",
  ],
  [
    "kpi_summary_is_not_its_rollups",
    "user_kpi_summary",
    "UPDATE user_daily_analytics SET total_calls = total_calls + 1 WHERE user_id = {mine}",
  ],
  [
    "kpi_summary_is_not_its_rollups",
    "user_kpi_summary",
    "UPDATE agents SET is_active = NOT is_active WHERE user_id = {mine}",
  ],
])("%s is found in %s", async (check, table, damage) => {
  const findings = await afterDamage(() => consistency(), damage);
  expect(findings).toContainEqual(
    expect.objectContaining({ check_name: check, user_id: mine.userId, table_name: table }),
  );
  expect(findings.filter(({ user_id }) => user_id !== mine.userId)).toEqual([]);
  expect(await afterDamage(() => consistency(theirs.userId), damage)).toEqual([]);
});

const everyColumn = Object.entries(rollupTables)
  .filter(([table]) => table !== changesTable)
  .flatMap(([table, columns]) => columns.map(({ name }) => ({ table, name })));

test.each(everyColumn)("$name of $table is compared with its calls", async ({ table, name }) => {
  const findings = await afterDamage(
    () => harness.rows<Finding>("SELECT * FROM find_figure_differences($1)", [mine.userId]),
    `UPDATE ${table} SET ${name} = ${name} + 1 WHERE user_id = {mine}`,
  );
  const names = findings
    .filter(({ table_name }) => table_name === table)
    .flatMap(({ detail }) => detail.split("; ").map((difference) => difference.split(" ")[0]));
  const file = table === "call_segment_analytics" ? "segments.sql" : "reckon_figures.sql";
  expect(names, `is it missing in prisma/objects/audit/${file}?`).toContain(name);
});

test("a difference of a rollup names the day, the metric and what it should be", async () => {
  const findings = await afterDamage(
    () => consistency(mine.userId),
    "UPDATE user_analytics SET total_calls = 77 WHERE user_id = {mine} AND hour IS NULL",
  );
  expect(findings.map(({ detail }) => detail)).toContainEqual("total_calls is 77, should be 3");
});

test("a row of the KPI summary that is missing or has no user is found", async () => {
  const missing = await afterDamage(
    () => consistency(),
    "INSERT INTO users (email, name) VALUES ('missing@tenant.example', 'x')",
  );
  expect(missing).toContainEqual(expect.objectContaining({ table_name: "user_kpi_summary", detail: "is missing" }));
  const surplus = await afterDamage(() => consistency(mine.userId), "DELETE FROM users WHERE id = {mine}");
  expect(surplus).toContainEqual(
    expect.objectContaining({ table_name: "user_kpi_summary", detail: "is there without a user" }),
  );
});

test("data waiting to be recomputed is no finding: a stale KPI summary, and trends of a changed day", async () => {
  const changed = await afterDamage(
    () => consistency(),
    `SELECT nextval('kpi_staleness_seq'); UPDATE agents SET is_active = NOT is_active;
     INSERT INTO stale_trends SELECT user_id, call_date FROM calls ON CONFLICT DO NOTHING;
     UPDATE agent_performance_trends SET total_calls = total_calls + 1`,
  );
  expect(changed).toEqual([]);
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
});

test("a lead that was judged before the thresholds changed is not held against the new ones", async () => {
  const findings = await afterDamage(
    () => consistency(),
    "UPDATE system_config SET config_value = '99', updated_at = now() + interval '1 second' WHERE config_key = 'hot_lead_score'",
  );
  expect(findings).toEqual([]);
});

test("in every relation between tenants' tables, a row that points at another tenant's is found", async () => {
  for (const tenant of [mine, theirs]) await fillTenant(harness, tenant);
  const links = await harness.rows<{
    name: string;
    child: string;
    parent: string;
    column: string;
    parent_column: string;
  }>(
    `SELECT k.conname AS name, k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent,
       ca.attname AS column, pa.attname AS parent_column
     FROM pg_constraint k CROSS JOIN LATERAL unnest(k.conkey, k.confkey) AS pair (c, p)
     JOIN pg_attribute ca ON ca.attrelid = k.conrelid AND ca.attnum = pair.c
     JOIN pg_attribute pa ON pa.attrelid = k.confrelid AND pa.attnum = pair.p
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND pa.attname = 'id' AND k.confrelid <> 'users'::regclass
       AND EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = k.conrelid AND a.attname = 'user_id')
     ORDER BY 1`,
  );
  expect(links.length).toBeGreaterThan(8);
  for (const { name, child, parent, column } of links) {
    const [{ count } = { count: 0 }] = await harness.rows<{ count: number }>(
      `SELECT count(*) FROM ${child} WHERE user_id = $1 AND ${column} IS NOT NULL`,
      [mine.userId],
    );
    expect({ name, isThere: count > 0 }).toEqual({ name, isThere: true });
    const findings = await afterDamage(
      () => isolation(),
      `DELETE FROM ${child} WHERE user_id = {theirs};
       UPDATE ${child} SET ${column} = (SELECT id FROM ${parent} WHERE user_id = {theirs} LIMIT 1)
       WHERE ctid = (SELECT ctid FROM ${child} WHERE user_id = {mine} AND ${column} IS NOT NULL LIMIT 1)`,
    );
    expect(findings, name).toContainEqual(
      expect.objectContaining({
        check_name: "reference_crosses_tenants",
        user_id: mine.userId,
        table_name: child,
        detail: expect.stringContaining(name),
      }),
    );
  }
});

test("a row that points nowhere is found", async () => {
  const findings = await afterDamage(() => isolation(mine.userId), "DELETE FROM calls WHERE id = {call}");
  expect(new Set(findings.map(({ check_name, table_name }) => `${check_name} ${table_name}`))).toEqual(
    new Set(
      [
        "agent_call_outcomes",
        "call_searches",
        "contacts",
        "credit_transactions",
        "lead_analytics",
        "transcripts",
        "webhook_events",
      ].map((table) => `reference_leads_nowhere ${table}`),
    ),
  );
});

test.each([
  ["table_has_no_forced_row_security", "CREATE TABLE stray (user_id uuid)"],
  ["table_has_no_forced_row_security", "CREATE TABLE stray (belongs_to uuid REFERENCES users (id))"],
  ["table_has_no_forced_row_security", "ALTER TABLE audit_findings DISABLE ROW LEVEL SECURITY"],
  ["key_does_not_carry_the_tenant", "ALTER TABLE follow_ups ADD COLUMN about_id uuid REFERENCES calls (id)"],
  [
    "key_does_not_carry_the_tenant",
    "ALTER TABLE phone_numbers ADD COLUMN answered_by uuid, ADD FOREIGN KEY (answered_by) REFERENCES agents (id)",
  ],
  ["tenant_has_no_key", "ALTER TABLE dashboard_cache DROP CONSTRAINT dashboard_cache_user_id_fkey"],
  ["reference_has_no_key", "ALTER TABLE webhook_events DROP CONSTRAINT webhook_events_call_id_user_id_fkey"],
  ["reference_has_no_key", "ALTER TABLE follow_ups ADD COLUMN contact_id uuid"],
  ["table_has_no_forced_row_security", "ALTER TABLE calls NO FORCE ROW LEVEL SECURITY"],
  ["table_has_no_forced_row_security", "ALTER TABLE phone_numbers DISABLE ROW LEVEL SECURITY"],
  ["table_has_no_tenant_policy", "DROP POLICY tenant_sees_own ON agents"],
  ["policy_names_no_tenant", "CREATE POLICY leak ON calls FOR SELECT TO app_tenant USING (true)"],
  ["policy_names_no_tenant", "CREATE POLICY leak ON agents FOR INSERT TO PUBLIC WITH CHECK (true)"],
  ["role_has_a_right_too_many", "GRANT SELECT ON system_config TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT SELECT ON user_kpi_summary TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT SELECT (password_hash) ON users TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT SELECT ON users TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT UPDATE (role) ON users TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT UPDATE ON calls TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT UPDATE (is_customer) ON contacts TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT INSERT (created_by) ON follow_ups TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT UPDATE (user_id) ON dashboard_cache TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT SELECT ON agents TO app_tenant WITH GRANT OPTION"],
  ["role_has_a_right_too_many", "GRANT INSERT ON credit_transactions TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT SELECT ON webhook_events TO PUBLIC"],
  ["role_has_a_right_too_many", "GRANT USAGE ON SEQUENCE trigger_error_log_id_seq TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT EXECUTE ON FUNCTION setting_integer(text) TO app_tenant"],
  ["role_has_a_right_too_many", "GRANT SELECT (password_hash) ON users TO app_ingest"],
  ["role_has_a_right_too_many", "GRANT INSERT (stripe_payment_id) ON credit_transactions TO app_ingest"],
  ["role_has_a_right_too_many", "GRANT UPDATE (credits) ON users TO app_auth"],
  ["role_has_a_right_too_many", "GRANT SELECT ON calls TO app_job"],
  ["role_has_a_right_too_many", "GRANT DELETE ON admin_audit_log TO app_admin"],
  ["role_has_a_right_too_many", "GRANT UPDATE (min_value) ON system_config TO app_admin"],
  ["role_has_a_right_too_many", "GRANT SELECT ON users TO app_admin"],
  ["role_has_a_right_too_many", "GRANT EXECUTE ON FUNCTION rebuild_agent_targets(uuid, date, date) TO app_admin"],
  ["view_reads_as_its_owner", "ALTER VIEW user_stats RESET (security_invoker)"],
  ["view_reads_as_its_owner", "ALTER VIEW my_kpi_summary RESET (security_barrier)"],
  [
    "function_has_no_search_path",
    "CREATE FUNCTION stray() RETURNS integer LANGUAGE sql SECURITY DEFINER AS 'SELECT 1'",
  ],
  ["role_is_more_than_itself", "GRANT app_auth TO app_tenant"],
  ["role_is_more_than_itself", "ALTER ROLE app_job BYPASSRLS"],
  ["function_is_everybodys", "GRANT EXECUTE ON FUNCTION setting_integer(text) TO PUBLIC"],
])("%s is found: %s", async (check, damage) => {
  const findings = await afterDamage(() => isolation(), damage);
  expect(findings.map(({ check_name }) => check_name)).toContain(check);
  expect(findings.length).toBeLessThan(3);
});

test("the list of allowed rights names none that no role has", async () => {
  const idle = await harness.rows(
    `SELECT w.role_name, w.object_name, w.privilege, c.name
     FROM list_allowed_rights() w CROSS JOIN LATERAL unnest(w.columns) c (name)
     WHERE NOT CASE WHEN w.privilege = 'EXECUTE' THEN has_function_privilege(w.role_name, w.object_name, w.privilege)
       WHEN c.name = '*' THEN has_table_privilege(w.role_name, w.object_name, w.privilege)
       ELSE has_column_privilege(w.role_name, w.object_name, c.name, w.privilege) END`,
  );
  expect(idle).toEqual([]);
});
