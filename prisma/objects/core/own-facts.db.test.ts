import type { Client } from "pg";
import { expect } from "vitest";
import { newId } from "@/lib/platform/ids";
import { test } from "@/test/in-transaction";

type Ids = { agent: string; call: string };

/** Two tenants; what is told of is the second's. */
async function makeTenants(db: Client) {
  const one = async (sql: string) => (await db.query<{ id: string }>(`${sql} RETURNING id`)).rows[0]?.id ?? "";
  const tenantOf = async (name: string) => {
    const user = await one(`INSERT INTO users (email, name) VALUES ('${name}@own-facts.example', '${name}')`);
    const agent = await one(
      `INSERT INTO agents (user_id, elevenlabs_agent_id, name) VALUES ('${user}', 'agent_${name}', '${name}')`,
    );
    return { user, agent };
  };
  const mine = await tenantOf("mine");
  const theirs = await tenantOf("theirs");
  const call = await one(
    `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, status, duration_seconds, phone_number, created_at)
     VALUES ('${theirs.agent}', '${theirs.user}', 'conv_theirs', 'completed', 61, '+442079460018', '2026-10-03T12:00Z')`,
  );
  const judged = `INSERT INTO lead_analytics (call_id, user_id, total_score) VALUES ('${call}', '${theirs.user}', 95)`;
  // A call that has a lead takes no second one.
  return { mine, theirs: { ...theirs, call }, nowhere: { agent: newId(), call: newId() }, judged };
}

/** What a tenant is told of the row that it writes: rows are returned before any foreign key refuses them, so an error of ours tells all. */
async function tellTenant(db: Client, tenant: string, statement: string, column: string): Promise<string> {
  await db.query("SAVEPOINT asked");
  await db.query("SELECT set_config('app.user_id', $1, true)", [tenant]);
  await db.query("SET LOCAL ROLE app_tenant");
  const words = await db
    .query(`${statement} RETURNING ('told ' || coalesce((${column})::text, 'nothing'))::integer`)
    .then(() => "told all", String);
  await db.query("ROLLBACK TO SAVEPOINT asked");
  return /told [^"]*/.exec(words)?.[0] ?? words;
}

const facts = ["agent_id", "call_date", "call_started_at", "person_key", "call_source", "lead_type", "is_counted"];
const tables = [
  { table: "agent_targets", given: "agent_id, target_type, target_date, target_calls", columns: ["actual_calls"] },
  {
    table: "agent_performance_trends",
    given: "agent_id, period_type, period_start, period_end, performance_rank",
    columns: ["total_calls", "leads_generated", "success_rate", "conversion_rate"],
  },
  { table: "lead_analytics", given: "call_id, intent_score", columns: facts },
  {
    table: "agent_call_outcomes",
    given: "call_id, outcome",
    columns: [...facts, "is_qualified_lead", "lead_temperature"],
  },
];
const values: Readonly<Record<string, string>> = {
  target_type: "'daily'",
  target_date: "'2026-10-03'",
  target_calls: "5",
  period_type: "'monthly'",
  period_start: "'2026-10-01'",
  period_end: "'2026-10-31'",
  performance_rank: "1",
  intent_score: "9",
  outcome: "'completed'",
};

for (const { table, given, columns } of tables) {
  test(`a row of ${table} takes nothing from what is another tenant's, had tenants every right on it`, async ({
    db,
  }) => {
    const { mine, theirs, nowhere, judged } = await makeTenants(db);
    await db.query(`GRANT ALL ON ${table} TO app_tenant`);
    if (table !== "lead_analytics") await db.query(judged);
    const told = async (user: string, ids: Ids) => {
      const row = given
        .split(", ")
        .map((column) => values[column] ?? `'${ids[column === "call_id" ? "call" : "agent"]}'`);
      const statement = `INSERT INTO ${table} (user_id, ${given}) VALUES ('${user}', ${row.join(", ")})`;
      const words: Record<string, string> = {};
      for (const column of columns) {
        const word = await tellTenant(db, user, statement, column);
        words[column] = word.replaceAll(ids.call, "its call").replaceAll(ids.agent, "its agent");
      }
      return words;
    };
    const ofNothing = await told(mine.user, nowhere);
    expect(await told(theirs.user, theirs)).not.toEqual(ofNothing);
    expect(await told(mine.user, theirs)).toEqual(ofNothing);
  });
}
