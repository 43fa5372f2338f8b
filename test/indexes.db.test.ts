import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createTenants } from "@/bench/tenants";
import { listAllAgents } from "@/lib/admin/agents/list-all-agents";
import { listWaitingAgents } from "@/lib/admin/agents/list-waiting-agents";
import { adminAgentSorts } from "@/lib/admin/agents/schema";
import { listAuditEntries } from "@/lib/admin/audit-log/list-audit-entries";
import { getHealth } from "@/lib/admin/health/get-health";
import { getPlatformOverview } from "@/lib/admin/overview/get-platform-overview";
import { listSettings } from "@/lib/admin/settings/list-settings";
import { getUser } from "@/lib/admin/users/get-user";
import { listUsers } from "@/lib/admin/users/list-users";
import { userSorts } from "@/lib/admin/users/schema";
import { getAgentMetrics } from "@/lib/analytics/agents/get-agent-metrics";
import { getOverview } from "@/lib/analytics/overview/get-overview";
import { noteAttempt } from "@/lib/auth/sign-in/note-attempt";
import { listLedgerEntriesOfCall } from "@/lib/billing/list-ledger-entries-of-call";
import { listCalls } from "@/lib/calls/list/list-calls";
import type { CallFilters } from "@/lib/calls/schema";
import { createContact } from "@/lib/contacts/create-contact";
import { listImportRows } from "@/lib/contacts/imports/list-import-rows";
import { listImports } from "@/lib/contacts/imports/list-imports";
import { listContacts } from "@/lib/contacts/list-contacts";
import { restoreContacts } from "@/lib/contacts/restore-contacts";
import type { ContactFilters } from "@/lib/contacts/schema";
import { getCustomer } from "@/lib/customers/get-customer";
import { listCustomers } from "@/lib/customers/list-customers";
import type { Database } from "@/lib/db/database";
import type { Transaction } from "@/lib/db/transaction";
import { followUpTabs } from "@/lib/follow-ups/follow-up-tab";
import { listFollowUps } from "@/lib/follow-ups/list-follow-ups";
import { listFollowUpsOfMonth } from "@/lib/follow-ups/list-follow-ups-of-month";
import { listFollowUpsOfPerson } from "@/lib/follow-ups/list-follow-ups-of-person";
import { processBatch } from "@/lib/ingest/process-batch";
import { refreshKpiSummary } from "@/lib/jobs/upkeep/refresh-kpi-summary";
import { getLead } from "@/lib/leads/get-lead";
import { listLeads } from "@/lib/leads/list-leads";
import { type LeadFilters, leadSorts } from "@/lib/leads/schema";
import { findLatestNotifications } from "@/lib/notifications/find-latest-notifications";
import { listNotifications } from "@/lib/notifications/list-notifications";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { contextOf } from "./admin-context";
import { sample } from "./booked-call";
import { createIngestHarness, type IngestHarness } from "./ingest-harness";
import { seedEveryTable } from "./seed-every-table";
import { tenantContext } from "./tenant-context";
import { watchStatements } from "./watch-statements";

let harness: IngestHarness;
let userId: string;
let agentId: string;
let callId: string;

beforeAll(async () => {
  harness = await createIngestHarness();
  const [first] = await createTenants(harness.owner, "indexed", 60, 5);
  const [agent] = await harness.rows<{ id: string; user_id: string }>(
    "SELECT id, user_id FROM agents WHERE elevenlabs_agent_id = $1",
    [first],
  );
  ({ id: agentId = "", user_id: userId = "" } = agent ?? {});
  await seedEveryTable(harness.owner);
  callId =
    (await harness.rows<{ id: string }>("SELECT id FROM calls WHERE user_id = $1 LIMIT 1", [userId]))[0]?.id ?? "";
});
afterAll(() => harness.dispose());

const today = new Date().toISOString().slice(0, 10);
const insertTarget =
  "INSERT INTO agent_targets (agent_id, user_id, target_type, target_date, target_calls) VALUES ($1, $2, 'monthly', '2026-10-01', 9)";
const lastMonth = resolveCompared({ range: "30d" }, { day: today, time: "12:00" });

describe("a documented index is what its query is planned with", () => {
  const filtered: [documented: string, index: string, filters: () => CallFilters][] = [
    ["(user_id, created_at)", "calls_user_id_started_at_idx", () => ({})],
    ["(user_id, status, created_at)", "calls_user_id_status_started_at_idx", () => ({ status: ["failed"] })],
    ["(call_source, user_id)", "calls_call_source_user_id_idx", () => ({ source: "unknown" })],
    ["WHERE caller_email IS NOT NULL", "calls_caller_email_idx", () => ({ email: "caller7@example.com" })],
    ["WHERE status = 'completed'", "calls_completed_idx", () => ({ status: ["completed"] })],
  ];
  test.each(filtered)("%s: %s, by the list of calls", async (_documented, index, filters) => {
    const planned = new Set<string>();
    await listCalls(tenantContext(planning(planned), userId), { filters: filters() });
    expect([...planned]).toContain(index);
  });

  test("WHERE is_active = true AND expires_at > CURRENT_TIMESTAMP: user_sessions_active_idx, by the view of sessions", async () => {
    const planned = await indexesOf(
      (text, values) => harness.owner.query(text, values),
      "SELECT * FROM active_user_sessions",
      [],
    );
    expect(planned).toContain("user_sessions_active_idx");
  });

  test("(agent_id, date, hour): agent_analytics_agent_id_date_hour_idx, by a new target that counts its period", async () => {
    const used = new Set<string>();
    await harness.owner.query("BEGIN");
    await harness.owner.query(insertTarget, [agentId, userId]);
    await note(harness.owner, used);
    await harness.owner.query("ROLLBACK");
    expect([...used]).toContain("agent_analytics_agent_id_date_hour_idx");
  });
});

test("no index is there that nothing uses, but for those that keep a constraint", async () => {
  const used = new Set<string>();
  const ctx = tenantContext(counting(used), userId, { now: new Date().toISOString() });
  const filters: CallFilters[] = [
    {},
    { agent: agentId },
    { status: ["completed"] },
    { status: ["failed"] },
    { source: "unknown" },
    { direction: "outbound" },
    { email: "caller7@example.com" },
    { outcome: ["busy"] },
    { lead: "yes" },
    { temperature: "hot" },
    { qualified: "yes" },
    ...(["pricing", "demo", "followup", "sample", "human"] as const).map((cta) => ({ cta })),
  ];
  for (const each of filters) await listCalls(ctx, { filters: each });
  await listEveryLead(ctx, agentId);
  for (const each of [
    { person: "caller7@example.com" },
    { recording: "yes" },
    { notes: "yes" },
    { q: "caller7@example.com" },
  ] as const)
    await listCalls(ctx, { filters: each });
  for (const sort of ["oldest", "longest", "score"] as const) await listCalls(ctx, { filters: {}, sort });
  await listCalls(ctx, { filters: { status: ["cancelled"] }, sort: "longest" });
  await listCalls(ctx, { filters: { temperature: "cold" }, sort: "score" });
  await getOverview(ctx, lastMonth);
  await getAgentMetrics(ctx, { id: agentId, ...lastMonth });
  await listLedgerEntriesOfCall(ctx, callId);
  for (const tab of followUpTabs) await listFollowUps(ctx, { tab });
  for (const filters of [{}, { isUnread: true }, { kind: "demo" }, { kind: "human" }] as const)
    await listNotifications(ctx, { filters });
  await findLatestNotifications(ctx);
  await listFollowUpsOfMonth(ctx, { month: today.slice(0, 7) });
  await listFollowUpsOfPerson(ctx, { personKey: "+441300000007" });
  await useContacts(ctx.db);
  const processCtx = { ...harness.context(), db: ctx.db };
  await refreshKpiSummary(processCtx, { storage: harness.storage });
  await useAdminPanel(ctx.db);
  await harness.addAgent(userId, "agent_4101k7hq3m2xf8tbw9c6n0dv5e1r");
  await harness.receive(sample("inbound"));
  await processBatch(processCtx, { eventsMax: 10 }, harness.storage);
  await harness.db.auth(async (tx) => {
    const client = { ipAddress: "192.0.2.1", userAgent: null };
    await noteAttempt(tx, { email: "a@b.example", client, now: new Date(), reason: "wrong_password" });
    await note(tx, used);
  });
  for (const [sql, values] of ownersWork()) {
    await harness.owner.query("BEGIN");
    await harness.owner.query(sql, values);
    await note(harness.owner, used);
    await harness.owner.query("ROLLBACK");
  }

  const idle = await harness.rows<{ name: string }>(
    `SELECT c.relname AS name FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
      WHERE c.relnamespace = 'public'::regnamespace AND NOT i.indisunique AND NOT c.relname = ANY ($1) ORDER BY 1`,
    [[...used]],
  );
  expect(idle.map(({ name }) => name)).toEqual([]);
});

/** Keys without an index of their own, each with why neither a delete nor a page asks for one. */
const unindexedKeys: Readonly<Record<string, string>> = {
  user_notes_admin_user_id_fkey: "an administrator's account keeps its row, and no page asks what one of them noted",
  phone_numbers_created_by_admin_id_fkey: "a tenant has a few numbers, and no page asks who entered them",
  system_config_updated_by_fkey: "there are some dozens of settings, which one page of the table holds",
};

test("every foreign key has an index by which a delete and a page find its rows, but for those with a reason", async () => {
  const found = await harness.rows<{ name: string }>(
    `SELECT k.conname AS name FROM pg_constraint k
     CROSS JOIN LATERAL (
       SELECT child FROM unnest(k.conkey, k.confkey) pair (child, parent)
       JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = pair.parent WHERE a.attname = 'id'
     ) own
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND NOT EXISTS (
       SELECT FROM pg_index x WHERE x.indrelid = k.conrelid AND (
         x.indkey[0] = own.child OR x.indkey[1] = own.child AND x.indkey[0] = ANY (k.conkey)))
     ORDER BY 1`,
  );
  expect(found.map(({ name }) => name)).toEqual(Object.keys(unindexedKeys).sort());
});

/** Leads and customers in each order and by each filter that an index serves. */
async function listEveryLead(ctx: Parameters<typeof listLeads>[0], agent: string): Promise<void> {
  for (const sort of leadSorts) {
    for (const filters of [
      {},
      { temperature: "cold" },
      ...(["any", "pricing", "demo", "followup", "sample", "human"] as const).map((cta) => ({ cta })),
      { demo: "yes" },
      { agent },
    ] satisfies LeadFilters[])
      await listLeads(ctx, { filters, sort });
  }
  for (const q of ["caller 9", "99", "nobody@", "+44780000"]) await listLeads(ctx, { filters: { q } });
  await listLeads(ctx, { filters: { customer: "no" } });
  const [lead] = (await listLeads(ctx, { filters: {} })).leads;
  await getLead(ctx, { id: lead?.id ?? "" });
  const [customer] = await harness.rows<{ id: string; user_id: string }>("SELECT id, user_id FROM customers LIMIT 1");
  const theirs = tenantContext(ctx.db, customer?.user_id ?? "");
  await listCustomers(theirs, { filters: {} });
  await listCustomers(theirs, { filters: { status: "Active" } });
  await getCustomer(theirs, { id: customer?.id ?? "" });
}

/** Lists, finds and restores contacts, and looks at imports, in every way that has an index of its own. */
async function useContacts(db: Database): Promise<void> {
  const [busy] = await harness.rows<{ user_id: string; id: string }>(
    "SELECT user_id, id FROM contact_imports WHERE status = 'running' LIMIT 1",
  );
  const ctx = tenantContext(db, busy?.user_id ?? "", { now: new Date().toISOString() });
  const filters: ContactFilters[] = [
    {},
    { q: "contact 77" },
    { source: "manual" },
    { customer: "yes" },
    { calls: "yes" },
  ];
  for (const each of filters)
    for (const sort of ["name", "newest"] as const) await listContacts(ctx, { filters: each, sort });
  await createContact(ctx, { name: "New", email: "new@caller.example" });
  const { imports } = await listImports(ctx);
  expect(imports).toHaveLength(50);
  for (const filter of ["skip", "kept", "left_out"]) await listImportRows(ctx, { id: busy?.id, filter });
  const [deleted] = await harness.rows<{ id: string }>(
    "SELECT deletion_id AS id FROM deleted_contacts WHERE user_id = $1 LIMIT 1",
    [userId],
  );
  // Nothing is kept in the seeds' rows that a contact could be made of.
  await expect(restoreContacts(ctx, { deletionId: deleted?.id })).rejects.toThrow();
}

/** What administrators' pages read, in every order that has an index of its own. */
async function useAdminPanel(db: Database): Promise<void> {
  const ctx = contextOf({ db }, "admin");
  for (const sort of userSorts) await listUsers(ctx, { filters: {}, sort });
  await getPlatformOverview(ctx, lastMonth);
  await getUser(ctx, { id: userId });
  await listAuditEntries(ctx, { filters: {} });
  await listAuditEntries(ctx, { filters: { target: userId } });
  await listSettings(ctx);
  for (const sort of adminAgentSorts) await listAllAgents(ctx, { filters: {}, sort });
  for (const filters of [{ active: "no" }, { type: "chat" }] as const) await listAllAgents(ctx, { filters });
  await listAuditEntries(ctx, { filters: { action: "user.deactivate" } });
  await listWaitingAgents(ctx);
  await harness.rows(
    "INSERT INTO job_schedule (task, last_slot) VALUES ('clean-sessions', date_trunc('minute', now()))",
  );
  await getHealth(ctx);
}

/** What runs as the owner: clean-ups, audits, rebuilds, what foreign keys do, and reports. */
function ownersWork(): [sql: string, values: unknown[]][] {
  const days = [userId, lastMonth.range.from, lastMonth.range.to];
  return [
    ["SELECT cleanup_expired_sessions()", []],
    ["SELECT cleanup_trigger_error_log()", []],
    ["SELECT cleanup_old_login_attempts()", []],
    ["SELECT cleanup_old_password_reset_attempts()", []],
    ["SELECT cleanup_expired_dashboard_cache()", []],
    ["SELECT cleanup_old_job_runs()", []],
    ["SELECT cleanup_expired_rate_limits()", []],
    ["SELECT cleanup_deleted_contacts()", []],
    ["SELECT FROM contact_imports WHERE status IN ('checking', 'running', 'undoing') AND updated_at < now()", []],
    ["SELECT FROM deleted_contacts WHERE user_id = $1 AND deletion_id = uuid_v7()", [userId]],
    ["UPDATE email_verification_tokens SET expires_at = now() WHERE user_id = $1 AND used_at IS NULL", [userId]],
    ["UPDATE password_reset_tokens SET expires_at = now() WHERE user_id = $1 AND used_at IS NULL", [userId]],
    ["SELECT * FROM validate_user_data_consistency($1)", [userId]],
    ["SELECT * FROM audit_data_isolation($1)", [userId]],
    ["SELECT rebuild_agent_analytics($1, $2, $3)", days],
    ["SELECT rebuild_agent_performance_trends($1, $2, $3)", days],
    ["SELECT rebuild_agent_targets($1, $2, $3)", days],
    [insertTarget, [agentId, userId]],
    ["DELETE FROM contacts WHERE id = (SELECT contact_id FROM calls WHERE contact_id IS NOT NULL LIMIT 1)", []],
    ["DELETE FROM calls WHERE id = $1", [callId]],
    ["SELECT * FROM inbox_state()", []],
    // As the platform's days are added up of very many tenants; of few it is faster to read them all.
    ["SET LOCAL enable_seqscan = off; SELECT FROM user_daily_analytics WHERE date = current_date", []],
    ["SELECT FROM admin_audit_log ORDER BY entry_number DESC LIMIT 50", []],
    ["SELECT FROM admin_audit_log WHERE admin_user_id = $1 ORDER BY entry_number DESC LIMIT 50", [userId]],
    ["SELECT FROM admin_audit_log WHERE target_user_id = $1 ORDER BY entry_number DESC LIMIT 50", [userId]],
    // What is asked of each of these tables when an account goes.
    ...["lead_analytics.overridden_by", "agent_call_outcomes.edited_by", "credit_transactions.created_by"].map(
      namesUser,
    ),
    ...["customer_events.created_by", "follow_ups.created_by", "follow_ups.completed_by"].map(namesUser),
    namesUser("phone_numbers.assigned_to_user_id"),
    ["SELECT * FROM active_user_sessions", []],
    ["SELECT * FROM user_login_stats WHERE user_id = $1", [userId]],
    ["SELECT * FROM agent_performance_summary WHERE agent_id = $1", [agentId]],
  ];
}

function namesUser(reference: string): [sql: string, values: unknown[]] {
  const [table, column] = reference.split(".");
  return [`SELECT FROM ONLY ${table} x WHERE $1::uuid = x.${column} FOR KEY SHARE OF x`, [userId]];
}

/** The database whose tenants' statements are planned before they run, and their indexes noted. */
function planning(planned: Set<string>): Database {
  return watchStatements(harness.db, async (tx, text, values) => {
    for (const name of await indexesOf((sql, given) => tx.query(sql, given), text, values)) planned.add(name);
  });
}

/** The database whose transactions note the indexes that they scanned. */
function counting(used: Set<string>): Database {
  const tenant: Database["tenant"] = (id, work) =>
    harness.db.tenant(id, async (tx) => {
      const result = await work(tx);
      await note(tx, used);
      return result;
    });
  const ingest: Database["ingest"] = (work) =>
    harness.db.ingest(async (tx) => {
      const result = await work(tx);
      await note(tx, used);
      return result;
    });
  // Few accounts are sorted faster than an index is followed, which is forbidden here for that reason.
  const admin: Database["admin"] = (work) =>
    harness.db.admin(async (tx) => {
      await tx.query("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off");
      const result = await work(tx);
      await note(tx, used);
      return result;
    });
  return { ...harness.db, tenant, ingest, admin };
}

async function note(tx: Pick<Transaction, "query">, used: Set<string>): Promise<void> {
  const { rows } = await tx.query<{ name: string }>(
    "SELECT relname AS name FROM pg_class WHERE relkind = 'i' AND pg_stat_get_xact_numscans(oid) > 0",
  );
  for (const { name } of rows) used.add(name);
}

type Query = (sql: string, values: unknown[]) => Promise<{ rows: { "QUERY PLAN"?: string }[] }>;

async function indexesOf(query: Query, sql: string, values: unknown[]): Promise<string[]> {
  const { rows } = await query(`EXPLAIN (COSTS OFF) ${sql}`, values);
  const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
  return [...plan.matchAll(/Index (?:Only )?Scan(?: Backward)? using (\w+)|Bitmap Index Scan on (\w+)/g)].map(
    ([, one, other]) => one ?? other ?? "",
  );
}
