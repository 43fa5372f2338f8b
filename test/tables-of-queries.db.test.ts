import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { Context } from "@/lib/access/context";
import { callList } from "@/lib/calls/fields";
import { listCalls } from "@/lib/calls/list/list-calls";
import { contactList } from "@/lib/contacts/fields";
import { listContacts } from "@/lib/contacts/list-contacts";
import { customerList } from "@/lib/customers/fields";
import { listCustomers } from "@/lib/customers/list-customers";
import { followUpList } from "@/lib/follow-ups/fields";
import { followUpTabs } from "@/lib/follow-ups/follow-up-tab";
import { listFollowUps } from "@/lib/follow-ups/list-follow-ups";
import { listFollowUpsOfMonth } from "@/lib/follow-ups/list-follow-ups-of-month";
import { leadList } from "@/lib/leads/fields";
import { getLeadBoard } from "@/lib/leads/get-lead-board";
import { listLeads } from "@/lib/leads/list-leads";
import { notificationList } from "@/lib/notifications/fields";
import { findLatestNotifications } from "@/lib/notifications/find-latest-notifications";
import { listNotifications } from "@/lib/notifications/list-notifications";
import { createIngestHarness, type IngestHarness, type TestTenant } from "./ingest-harness";
import { insertCall } from "./insert-call";
import { tenantContext } from "./tenant-context";

let harness: IngestHarness;
let tenant: TestTenant;
/** Tables of which the database announces a change, and what else the statements may name. */
let announced: Set<string>;
let tables: Set<string>;
let functions: Map<string, string>;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  await insertCall(harness.owner, tenant, { lead: { score: 80 } });
  const names = async (sql: string) => (await harness.rows<{ name: string }>(sql, [])).map(({ name }) => name);
  tables = new Set(
    await names(
      "SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace IN ('public'::regnamespace)",
    ),
  );
  announced = new Set(
    await names(
      "SELECT DISTINCT tgrelid::regclass::text AS name FROM pg_trigger WHERE tgname LIKE 'cache_invalidation%'",
    ),
  );
  const bodies = await harness.rows<{ name: string; body: string }>(
    "SELECT proname AS name, prosrc AS body FROM pg_proc WHERE pronamespace = 'public'::regnamespace",
    [],
  );
  functions = new Map(bodies.map(({ name, body }) => [name, body]));
});
afterAll(() => harness.dispose());

const lists = [callList, leadList, contactList, customerList, followUpList, notificationList];

/** What is written by triggers of other tables, in the transaction that announces those. */
const writtenWith: Readonly<Record<string, readonly string[]>> = {
  leads: ["lead_analytics"],
  transcripts: ["calls"],
  call_searches: ["calls"],
  user_daily_analytics: ["agent_analytics"],
  user_analytics: ["agent_analytics"],
};

/** What each kind of query asks for, in each way that names other tables. */
const asked: Readonly<Record<string, (ctx: Context) => Promise<unknown>[]>> = {
  calls: (ctx) => [
    listCalls(ctx, { filters: {}, limit: 1 }),
    listCalls(ctx, { filters: { outcome: ["busy"], lead: "yes" } }),
    listCalls(ctx, { filters: { outcome: ["busy"] } }),
    listCalls(ctx, { filters: { lead: "yes", agent: tenant.agentId } }),
    listCalls(ctx, { filters: { hour: 3, status: ["completed"] } }),
    listCalls(ctx, { filters: { q: "anything" } }),
    listCalls(ctx, { filters: {}, sort: "score" }),
  ],
  leads: (ctx) => [
    listLeads(ctx, { filters: { followup: "overdue", customer: "yes", q: "any" } }),
    listLeads(ctx, { filters: { followup: "none", customer: "no" } }),
    getLeadBoard(ctx, { filters: {}, sort: "latest", cursors: { hot: null, warm: null, cold: null } }),
  ],
  contacts: (ctx) => [
    listContacts(ctx, { filters: { q: "any", customer: "yes", calls: "yes" } }),
    listContacts(ctx, { filters: { import: tenant.agentId } }),
  ],
  customers: (ctx) => [listCustomers(ctx, { filters: { q: "any" } })],
  "follow-ups": (ctx) => [
    ...followUpTabs.map((tab) => listFollowUps(ctx, { tab })),
    listFollowUpsOfMonth(ctx, { month: "2026-11", day: "2026-11-03" }),
  ],
  notifications: (ctx) => [
    listNotifications(ctx, { filters: { isUnread: true } }),
    listNotifications(ctx),
    findLatestNotifications(ctx),
  ],
};

const shown = (kind: string): readonly string[] => lists.find(({ name }) => name === kind)?.tables ?? [];

test("every list that pages keep is one of these", () => {
  expect(lists.map(({ name }) => name).sort()).toEqual(Object.keys(asked).sort());
});

describe("a query is fetched again by a change of any table that its statements read", () => {
  test.each(Object.keys(asked))("%s", async (kind) => {
    const ask = asked[kind] ?? (() => []);
    const read = tablesIn(await statementsOf(() => Promise.all(ask(tenantContext(harness.db, tenant.userId)))));
    expect(read.size).toBeGreaterThan(0);
    const sources = [...read].flatMap((table) => (announced.has(table) ? [table] : (writtenWith[table] ?? [])));
    const unknown = [...read].filter((table) => !announced.has(table) && !writtenWith[table]);
    expect(unknown, "read, but no change of it is announced").toEqual([]);
    for (const table of sources) expect(shown(kind), `${kind} shows ${table}`).toContain(table);
  });
});

/** The tables that these statements name, also by the functions that they call. */
function tablesIn(texts: readonly string[]): Set<string> {
  const found = new Set<string>();
  const looked = new Set<string>();
  const open = [...texts];
  for (let text = open.pop(); text !== undefined; text = open.pop()) {
    for (const [word] of text.matchAll(/\b[a-z_]+\b/g)) {
      const body = functions.get(word);
      if (tables.has(word) && new RegExp(`\\b(FROM|JOIN)\\s+("public"\\.)?"?${word}\\b`, "i").test(text))
        found.add(word);
      else if (body !== undefined && !looked.has(word)) {
        looked.add(word);
        open.push(body);
      }
    }
  }
  return found;
}

/** The statements that reach the server meanwhile, in whichever way they were made. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(pg.Client.prototype, "query");
  try {
    await work();
    return query.mock.calls.map(([given]: unknown[]) =>
      typeof given === "object" && given !== null && "text" in given ? String(given.text) : String(given),
    );
  } finally {
    query.mockRestore();
  }
}
