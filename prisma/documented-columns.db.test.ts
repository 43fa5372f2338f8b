import type { Client } from "pg";
import { describe, expect } from "vitest";
import { type DocumentedTable, documentedColumns } from "@/test/documented-columns";
import { test } from "@/test/in-transaction";

const tables = Object.keys(documentedColumns) as DocumentedTable[];

/** What a column is given that its type alone does not tell. */
const values: Readonly<Record<string, string>> = {
  user_id: "$user",
  agent_id: "$agent",
  call_id: "$call",
  contact_id: "$contact",
  assigned_to_user_id: "$user",
  created_by_admin_id: "$user",
  admin_user_id: "$user",
  target_user_id: "$user",
  updated_by: "$user",
  created_by: "$user",
  completed_by: "$user",
  auto_created_from_call_id: "$call",
  "users.email": "'new@documented.example'",
  "users.role": "'user'",
  "users.auth_provider": "'google'",
  "agents.agent_type": "'chat'",
  phone_number: "'+442079460018'",
  lead_phone: "'+442079460018'",
  phone: "'+442079460018'",
  call_source: "'phone'",
  lead_type: "'outbound'",
  "calls.status": "'completed'",
  duration_seconds: "61",
  duration_minutes: "2",
  "calls.credits_used": "6",
  auto_creation_source: "'webhook'",
  lead_status_tag: "'hot'",
  speaker_segments: "'[]'",
  "credit_transactions.type": "'purchase'",
  follow_up_status: "'completed'",
  "customers.status": "'On Hold'",
  hour: "NULL",
  period_type: "'monthly'",
  "system_config.config_key": "'feature.documented'",
  "system_config.config_value": "'true'",
  "system_config.is_encrypted": "false",
  outcome: "'completed'",
  call_quality_score: "8.5",
  customer_satisfaction: "9",
  lead_temperature: "'warm'",
  sentiment_score: "0.5",
  target_type: "'daily'",
  target_date: "'2026-11-05'",
  period_start: "'2026-10-01'",
  period_end: "'2026-10-31'",
  "login_attempts.success": "true",
  "login_attempts.failure_reason": "NULL",
  date_period: "'2026-12-01'",
};
const byType: Readonly<Record<string, string>> = {
  uuid: "gen_random_uuid()",
  "character varying": "left(gen_random_uuid()::text, 16)",
  text: "'Text'",
  boolean: "true",
  integer: "7",
  bigint: "7",
  numeric: "7",
  jsonb: "'{}'",
  date: "'2026-11-05'",
  "timestamp with time zone": "'2026-10-03T10:30Z'",
  inet: "'2001:db8::7'",
  ARRAY: "'{Price}'",
};

type Column = { name: string; type: string; isGenerated: boolean; isRequired: boolean };

async function columnsOf(db: Client, table: DocumentedTable): Promise<Column[]> {
  const { rows } = await db.query<Column>(
    `SELECT column_name AS name, data_type AS type, is_generated = 'ALWAYS' AS "isGenerated",
       is_nullable = 'NO' AND column_default IS NULL AND is_generated = 'NEVER' AS "isRequired"
     FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1 AND column_name = ANY ($2)`,
    [table, documentedColumns[table]],
  );
  expect(rows.map(({ name }) => name).sort()).toEqual([...documentedColumns[table]].sort());
  return rows;
}

/** A tenant with an agent, a contact and a completed call of a minute and a second, none of which says more than it must. */
async function makeReferences(db: Client): Promise<Record<string, string>> {
  const one = async (sql: string) => (await db.query<{ id: string }>(sql)).rows[0]?.id ?? "";
  const user = await one("INSERT INTO users (email, name) VALUES ('documented@tenant.example', 'Tenant') RETURNING id");
  const agent = await one(
    `INSERT INTO agents (user_id, elevenlabs_agent_id, name) VALUES ('${user}', 'agent_documented', 'Agent') RETURNING id`,
  );
  const contact = await one(
    `INSERT INTO contacts (user_id, email) VALUES ('${user}', 'caller@documented.example') RETURNING id`,
  );
  const call = await one(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, status, duration_seconds, created_at)
     VALUES ('${agent}', '${user}', 'conv_documented', 'completed', 61, '2026-10-03T23:30Z') RETURNING id`,
  );
  return { $user: user, $agent: agent, $contact: contact, $call: call };
}

async function insert(
  db: Client,
  table: DocumentedTable,
  columns: readonly Column[],
): Promise<Record<string, unknown>> {
  const references = await makeReferences(db);
  const valueFor = ({ name, type, isGenerated }: Column) => {
    if (isGenerated) return "DEFAULT";
    const value = values[`${table}.${name}`] ?? values[name] ?? byType[type] ?? "";
    return references[value] === undefined ? value : `'${references[value]}'`;
  };
  const { rows } = await db.query(
    `INSERT INTO ${table} (${columns.map(({ name }) => name).join(", ")}) VALUES (${columns.map(valueFor).join(", ")}) RETURNING *`,
  );
  return rows[0] ?? {};
}

/** What a rule of the table asks for besides: minutes have seconds, and somebody can be reached. */
const companions: Partial<Record<DocumentedTable, string>> = {
  calls: "duration_seconds",
  contacts: "phone_number",
  follow_ups: "lead_phone",
};

describe.each(tables)("the documented columns of %s suffice", (table) => {
  test("all of them together", async ({ db }) => {
    await insert(db, table, await columnsOf(db, table));
  });

  test("and those alone that have no default", async ({ db }) => {
    const columns = (await columnsOf(db, table)).filter(
      ({ name, isRequired }) => isRequired || name === companions[table],
    );
    if (columns.length > 0) await insert(db, table, columns);
  });
});

const returned = async (db: Client, sql: string) => {
  const references = await makeReferences(db);
  const filled = Object.entries(references).reduce((text, [name, id]) => text.replaceAll(name, `'${id}'`), sql);
  return (await db.query(filled)).rows[0];
};

test("a call without a beginning began when it was written, inbound, and costs what it says for each minute", async ({
  db,
}) => {
  expect(
    await returned(
      db,
      `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, status, duration_minutes, duration_seconds, credits_used, created_at)
       VALUES ($agent, $user, 'conv_new', 'completed', 2, 61, 6, '2026-10-03T10:30Z')
       RETURNING started_at, call_date::text, lead_type, credits_per_minute`,
    ),
  ).toEqual({
    started_at: new Date("2026-10-03T10:30Z"),
    call_date: "2026-10-03",
    lead_type: "inbound",
    credits_per_minute: 3,
  });
});

test("a lead takes its agent and day from its call, its tag and qualification from its score", async ({ db }) => {
  expect(
    await returned(
      db,
      `INSERT INTO lead_analytics (call_id, user_id, intent_score, total_score) VALUES ($call, $user, 90, 75)
       RETURNING agent_id = $agent AS is_its_agent, call_date::text, is_counted, lead_status_tag, is_qualified`,
    ),
  ).toEqual({
    is_its_agent: true,
    call_date: "2026-10-03",
    is_counted: true,
    lead_status_tag: "hot",
    is_qualified: true,
  });
});

test("an outcome takes its agent and day from its call, and agrees with the call's lead", async ({ db }) => {
  expect(
    await returned(
      db,
      `WITH lead AS (
         INSERT INTO lead_analytics (call_id, user_id, total_score) VALUES ($call, $user, 75))
       INSERT INTO agent_call_outcomes (call_id, user_id, outcome) VALUES ($call, $user, 'completed')
       RETURNING agent_id = $agent AS is_its_agent, call_date::text, provider_outcome`,
    ),
  ).toEqual({ is_its_agent: true, call_date: "2026-10-03", provider_outcome: "completed" });
  expect((await db.query("SELECT is_qualified_lead, lead_temperature FROM agent_call_outcomes")).rows).toEqual([
    { is_qualified_lead: true, lead_temperature: "hot" },
  ]);
});

test("a lead or an outcome of a call that is not there is refused for that", async ({ db }) => {
  await expect(
    returned(db, "INSERT INTO lead_analytics (call_id, user_id) VALUES (gen_random_uuid(), $user)"),
  ).rejects.toMatchObject({ constraint: "lead_analytics_call_fkey" });
});

test("a target and a trend are their agent's tenant's, and the trend has the metrics of its days", async ({ db }) => {
  expect(
    await returned(
      db,
      `INSERT INTO agent_targets (agent_id, target_date, target_type) VALUES ($agent, '2026-10-01', 'monthly')
       RETURNING user_id = $user AS is_its_tenant, actual_calls, achievement_percentage`,
    ),
  ).toEqual({ is_its_tenant: true, actual_calls: 1, achievement_percentage: null });
  const { rows } = await db.query(
    `INSERT INTO agent_performance_trends (agent_id, period_start, period_end, period_type, performance_rank)
     SELECT id, '2026-10-01', '2026-10-31', 'monthly', 1 FROM agents WHERE elevenlabs_agent_id = 'agent_documented'
     RETURNING user_id = (SELECT user_id FROM agents a WHERE a.id = agent_id) AS is_its_tenant, total_calls, success_rate`,
  );
  expect(rows).toEqual([{ is_its_tenant: true, total_calls: 1, success_rate: "100.00" }]);
});

test.for<[string, string, string]>([
  ["true", "boolean", "true"],
  ["12", "integer", "12"],
  ["0.5", "number", "0.5"],
  ["words", "string", "words"],
])("a setting of %s that the product does not define is a %s", async ([value, type, standard], { db }) => {
  const { rows } = await db.query(
    "INSERT INTO system_config (config_key, config_value) VALUES ('feature.new', $1) RETURNING value_type, default_value",
    [value],
  );
  expect(rows).toEqual([{ value_type: type, default_value: standard }]);
});
