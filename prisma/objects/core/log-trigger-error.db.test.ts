import type { Client } from "pg";
import { describe, expect } from "vitest";
import { test } from "@/test/in-transaction";
import { insertCall } from "@/test/insert-call";

const rollups = ["agent_analytics", "user_analytics", "call_analytics_cache", "call_segment_analytics"];

/** Each function that logs its failures, or has them logged, with the tables that it writes. */
const written: Readonly<Record<string, readonly string[]>> = {
  trg_agents_targets: ["agent_targets"],
  trg_call_searches: ["call_search_queue"],
  trg_calls_analytics_cache: ["rollup_changes"],
  trg_calls_daily_analytics: rollups,
  trg_contacts_from_calls: ["contacts"],
  trg_customers_from_calls: ["customers"],
  trg_drop_dashboard_cache: ["dashboard_cache"],
  trg_leads_by_person: ["leads"],
  trg_leads_daily_analytics: ["rollup_changes"],
  trg_leads_daily_scores: rollups,
  trg_mark_platform_days: ["platform_day_changes"],
  trg_mark_trends_stale: ["stale_trends"],
  trg_outcomes_apply_rollups: rollups,
  trg_outcomes_daily_analytics: ["rollup_changes"],
  trg_user_daily_rollup: ["user_analytics", "user_daily_analytics"],
};

/** They move a sequence or announce, and write no table that could be broken; announce-change.db.test.ts breaks them. */
const announcing = ["trg_mark_kpi_stale", "trg_notify_cache_invalidation", "trg_notify_user_change"];

/** What ingestion asks for itself; process-batch.db.test.ts breaks it. */
const asked = ["release_call_searches"];

/** Who moves the rollups needs who wrote down by how much; that one is the first of the two. */
const needed: Readonly<Record<string, string>> = {
  trg_calls_daily_analytics: "trg_calls_analytics_cache",
  trg_leads_daily_scores: "trg_leads_daily_analytics",
  trg_outcomes_apply_rollups: "trg_outcomes_daily_analytics",
};
const isLogged = "(p.prosrc LIKE '%log_trigger_error%' OR p.prosrc LIKE '%apply_rollup_changes%')";

type Change = { sql: string; isKept: string };
type Operation = "INSERT" | "UPDATE" | "DELETE";

const call = "(SELECT id FROM calls WHERE caller_name = 'whole')";
const freeContact = "(SELECT id FROM contacts WHERE name = 'free')";
const bareCall = "(SELECT id FROM calls WHERE caller_name = 'bare')";
/** A change of each table that moves every metric, and what is true when it was kept. */
const changes: Readonly<Record<string, Readonly<Record<Operation, Change>>>> = {
  calls: {
    INSERT: {
      sql: `INSERT INTO calls (agent_id, user_id, contact_id, elevenlabs_conversation_id, lead_type, status, started_at)
        SELECT agent_id, user_id, ${freeContact}, 'conv_new', 'inbound', 'completed', started_at FROM calls WHERE id = ${call}`,
      isKept: "EXISTS (SELECT FROM calls WHERE elevenlabs_conversation_id = 'conv_new')",
    },
    UPDATE: {
      sql: `UPDATE calls SET status = 'failed', phone_number = '+442079460019', contact_id = ${freeContact} WHERE id = ${call}`,
      isKept: `EXISTS (SELECT FROM calls WHERE id = ${call} AND status = 'failed')`,
    },
    DELETE: { sql: `DELETE FROM calls WHERE id = ${call}`, isKept: `${call} IS NULL` },
  },
  lead_analytics: {
    INSERT: {
      sql: `INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, total_score, lead_status_tag, company_name)
        SELECT id, user_id, agent_id, call_date, 80, 'hot', 'Haulwell' FROM calls WHERE id = ${bareCall}`,
      isKept: `EXISTS (SELECT FROM lead_analytics WHERE call_id = ${bareCall})`,
    },
    UPDATE: {
      sql: `UPDATE lead_analytics SET total_score = 10, lead_status_tag = 'cold', company_name = 'Kestrel' WHERE call_id = ${call}`,
      isKept: `EXISTS (SELECT FROM lead_analytics WHERE call_id = ${call} AND total_score = 10)`,
    },
    DELETE: {
      sql: `DELETE FROM lead_analytics WHERE call_id = ${call}`,
      isKept: `NOT EXISTS (SELECT FROM lead_analytics WHERE call_id = ${call})`,
    },
  },
  transcripts: {
    INSERT: {
      sql: `INSERT INTO transcripts (call_id, user_id, content) SELECT id, user_id, '' FROM calls WHERE id = ${bareCall}`,
      isKept: `EXISTS (SELECT FROM transcripts WHERE call_id = ${bareCall})`,
    },
    UPDATE: {
      sql: `UPDATE transcripts SET speaker_segments = '[]' WHERE call_id = ${call}`,
      isKept: `EXISTS (SELECT FROM transcripts WHERE call_id = ${call} AND speaker_segments = '[]')`,
    },
    DELETE: {
      sql: `DELETE FROM transcripts WHERE call_id = ${call}`,
      isKept: `NOT EXISTS (SELECT FROM transcripts WHERE call_id = ${call})`,
    },
  },
  agent_call_outcomes: {
    INSERT: {
      sql: `INSERT INTO agent_call_outcomes (call_id, user_id, agent_id, call_date, outcome)
        SELECT id, user_id, agent_id, call_date, 'completed' FROM calls WHERE id = ${bareCall}`,
      isKept: `EXISTS (SELECT FROM agent_call_outcomes WHERE call_id = ${bareCall})`,
    },
    UPDATE: {
      sql: `UPDATE agent_call_outcomes SET outcome = 'busy' WHERE call_id = ${call}`,
      isKept: `EXISTS (SELECT FROM agent_call_outcomes WHERE call_id = ${call} AND outcome = 'busy')`,
    },
    DELETE: {
      sql: `DELETE FROM agent_call_outcomes WHERE call_id = ${call}`,
      isKept: `NOT EXISTS (SELECT FROM agent_call_outcomes WHERE call_id = ${call})`,
    },
  },
  agent_analytics: {
    INSERT: {
      sql: `INSERT INTO agent_analytics (agent_id, user_id, date, total_calls)
        SELECT agent_id, user_id, '2026-10-20', 1 FROM calls WHERE id = ${call}`,
      isKept: "EXISTS (SELECT FROM agent_analytics WHERE date = '2026-10-20')",
    },
    UPDATE: {
      sql: "UPDATE agent_analytics SET total_calls = 77",
      isKept: "EXISTS (SELECT FROM agent_analytics WHERE total_calls = 77)",
    },
    DELETE: { sql: "DELETE FROM agent_analytics", isKept: "NOT EXISTS (SELECT FROM agent_analytics)" },
  },
  user_daily_analytics: {
    INSERT: {
      sql: `INSERT INTO user_daily_analytics (user_id, date, total_calls) SELECT user_id, '2026-10-20', 1 FROM calls WHERE id = ${call}`,
      isKept: "EXISTS (SELECT FROM user_daily_analytics WHERE date = '2026-10-20')",
    },
    UPDATE: {
      sql: "UPDATE user_daily_analytics SET total_calls = 77",
      isKept: "EXISTS (SELECT FROM user_daily_analytics WHERE total_calls = 77)",
    },
    DELETE: { sql: "DELETE FROM user_daily_analytics", isKept: "NOT EXISTS (SELECT FROM user_daily_analytics)" },
  },
};

type LoggedTrigger = { function: string; trigger: string; table: string; operation: Operation };

async function listLoggedTriggers(db: Client): Promise<LoggedTrigger[]> {
  const { rows } = await db.query<LoggedTrigger>(
    `SELECT p.proname AS function, t.tgname AS trigger, t.tgrelid::regclass::text AS table,
       CASE WHEN t.tgtype & 4 > 0 THEN 'INSERT' WHEN t.tgtype & 8 > 0 THEN 'DELETE' ELSE 'UPDATE' END AS operation
     FROM pg_proc p JOIN pg_trigger t ON t.tgfoid = p.oid
     WHERE ${isLogged} AND t.tgrelid <> 'rollup_changes'::regclass ORDER BY 1, 2`,
  );
  return rows;
}

test("every function that logs its failures has its cases, and each of its triggers serves one event", async ({
  db,
}) => {
  const functions = await db.query<{ proname: string }>(
    `SELECT proname FROM pg_proc p WHERE ${isLogged} AND proname <> ALL ($1)`,
    [
      [
        "log_trigger_error",
        "apply_rollup_changes",
        "hold_rollups_to_rebuild",
        "release_rollup_changes",
        "trg_release_rollup_changes",
      ],
    ],
  );
  expect([...Object.keys(written), ...announcing, ...asked].sort()).toEqual(
    functions.rows.map(({ proname }) => proname).sort(),
  );
  const events = await db.query<{ is_single: boolean }>(
    `SELECT DISTINCT t.tgtype & 28 IN (4, 8, 16) AS is_single FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
     WHERE ${isLogged} AND t.tgrelid <> 'rollup_changes'::regclass`,
  );
  expect(events.rows).toEqual([{ is_single: true }]);
});

describe("a failing function is logged and the row that fired it is kept, unless a retry would succeed", () => {
  test.for(Object.entries(written))("%s", async ([name, tables], { db }) => {
    await createRows(db);
    const triggers = (await listLoggedTriggers(db)).filter((trigger) => trigger.function === name);
    expect(triggers.length).toBeGreaterThan(0);
    for (const trigger of triggers) {
      const change = changes[trigger.table]?.[trigger.operation];
      if (!change)
        throw new Error(`There is no ${trigger.operation} of ${trigger.table} to try ${trigger.trigger} with.`);
      for (const table of tables) {
        expect(await whenBroken(db, trigger, table, "22012", change), trigger.trigger).toEqual({
          isKept: true,
          logged: [{ table_name: trigger.table, operation: trigger.operation, error_message: "22012: Broken" }],
        });
        for (const state of ["40001", "40P01", "55P03"]) {
          await expect(whenBroken(db, trigger, table, state, change), trigger.trigger).rejects.toMatchObject({
            code: state,
            message: "Broken",
          });
        }
      }
    }
  });
});

/** Makes the change with the trigger as the only one that logs, while whatever writes to `table` fails with `state`. */
async function whenBroken(
  db: Client,
  { function: name, trigger }: LoggedTrigger,
  table: string,
  state: string,
  change: Change,
): Promise<{ isKept: boolean | undefined; logged: unknown[] }> {
  await db.query("SAVEPOINT whole");
  try {
    for (const other of await listLoggedTriggers(db)) {
      if (other.trigger !== trigger && other.function !== needed[name])
        await db.query(`ALTER TABLE ${other.table} DISABLE TRIGGER ${other.trigger}`);
    }
    await db.query(
      `CREATE FUNCTION pg_temp.break() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION 'Broken' USING ERRCODE = '${state}'; END $$`,
    );
    await db.query(
      `CREATE TRIGGER a_break BEFORE INSERT OR UPDATE OR DELETE ON ${table} FOR EACH ROW EXECUTE FUNCTION pg_temp.break()`,
    );
    await db.query(change.sql);
    const kept = await db.query<{ is_kept: boolean }>(`SELECT ${change.isKept} AS is_kept`);
    const logged = await db.query("SELECT table_name, operation, error_message FROM trigger_error_log");
    return { isKept: kept.rows[0]?.is_kept, logged: logged.rows };
  } finally {
    await db.query("ROLLBACK TO SAVEPOINT whole");
  }
}

/** A call with its lead and outcome, one with neither, and the customers, the target and the cached answer that they move. */
async function createRows(db: Client): Promise<void> {
  const user = await db.query<{ id: string }>(
    "INSERT INTO users (email, name) VALUES ('tenant@tenant.example', 'Test') RETURNING id",
  );
  const userId = user.rows[0]?.id ?? "";
  const agent = await db.query<{ id: string }>(
    "INSERT INTO agents (user_id, elevenlabs_agent_id, name) VALUES ($1, 'agent_1', 'Agent') RETURNING id",
    [userId],
  );
  const tenant = { userId, agentId: agent.rows[0]?.id ?? "", providerAgentId: "agent_1" };
  await insertCall(db, tenant, {
    callerName: "whole",
    outcome: "completed",
    lead: { score: 80, ctas: ["demo"] },
    turns: [{ role: "user", text: "Hello", atSeconds: 0 }],
  });
  await db.query("UPDATE lead_analytics SET company_name = 'Haulwell'");
  await db.query("INSERT INTO contacts (user_id, name) VALUES ($1, 'called'), ($1, 'free')", [userId]);
  await db.query(`UPDATE calls SET contact_id = (SELECT id FROM contacts WHERE name = 'called') WHERE id = ${call}`);
  await db.query(
    "INSERT INTO customers (user_id, contact_id, customer_reference_number, name) SELECT user_id, id, '', name FROM contacts",
  );
  await insertCall(db, tenant, { callerName: "bare", startedAt: "2026-10-04T10:30:00Z" });
  await db.query(
    `INSERT INTO agent_targets (agent_id, user_id, target_type, target_date, target_calls)
     VALUES ($1, $2, 'monthly', '2026-10-01', 5)`,
    [tenant.agentId, userId],
  );
  await db.query(
    "INSERT INTO dashboard_cache (user_id, cache_key, cache_data, expires_at) VALUES ($1, 'overview', '{}', 'infinity')",
    [userId],
  );
  // No table is altered while a deferred constraint still has to look at it.
  await db.query("SET CONSTRAINTS ALL IMMEDIATE");
}
