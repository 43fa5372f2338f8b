import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { everythingAtOneMoment } from "@/lib/db/at-one-moment";
import { decodeCursor } from "@/lib/lists/cursor";
import { newId } from "@/lib/platform/ids";
import { contextOf } from "@/test/admin-context";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { exportUsers } from "./export-users";
import { listUsers } from "./list-users";
import { parseUserQuery } from "./parse-user-query";
import { type UserFilters, type UserSort, userSorts } from "./schema";
import { userOrders } from "./user-orders";

let harness: IngestHarness;
beforeAll(async () => {
  harness = await createIngestHarness();
  // Balances come from the ledger alone.
  await harness.rows("UPDATE system_config SET config_value = '0' WHERE config_key = 'new_user_bonus_credits'");
  await harness.rows(`
    INSERT INTO users (email, name, role, is_active, email_verified, auth_provider, created_at) VALUES
      ('ada@engine.example', 'Ada Lovelace', 'user', true, true, 'email', '2026-01-01'),
      ('grace@navy.example', 'Grace Hopper', 'user', true, false, 'google', '2026-01-02'),
      ('linus@kernel.example', 'Linus 100% _Example', 'user', false, true, 'github', '2026-01-03'),
      ('boss@callwright.example', 'The Boss', 'super_admin', true, true, 'email', '2026-01-04')`);
  await harness.rows(
    `INSERT INTO credit_transactions (user_id, type, amount, description, created_by)
     SELECT u.id, 'admin_adjustment', amount, 'Test', (SELECT id FROM users WHERE role = 'super_admin')
     FROM users u JOIN (VALUES ('ada@engine.example', 40), ('grace@navy.example', -3), ('linus@kernel.example', 40)) given (email, amount) USING (email)`,
  );
  await harness.rows(
    `INSERT INTO phone_numbers (name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id)
     SELECT 'Main', '+442079460018', 'phnum_test', id FROM users WHERE email = 'grace@navy.example'`,
  );
  await harness.rows(
    `INSERT INTO user_sessions (user_id, token_hash, expires_at, created_at)
     SELECT id, 'a', now() + interval '1 day', now() FROM users WHERE email = 'ada@engine.example'`,
  );
  await harness.rows("SET session_replication_role = replica");
  await harness.rows(
    `INSERT INTO user_sessions (user_id, token_hash, expires_at, created_at, last_used_at)
     SELECT id, 'g', now() + interval '1 day', now() - interval '20 days', now() - interval '20 days'
     FROM users WHERE email = 'grace@navy.example'`,
  );
  await harness.rows("SET session_replication_role = origin");
  const ada = await harness.addAgent(await idOf("ada@engine.example"));
  for (let n = 0; n < 3; n += 1)
    await insertCall(harness.owner, ada, { startedAt: new Date(Date.now() - n * 86_400_000).toISOString() });
  const grace = await harness.addAgent(await idOf("grace@navy.example"));
  await insertCall(harness.owner, grace, { startedAt: new Date().toISOString(), lead: { score: 80 } });
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
});
afterAll(() => harness.dispose());

async function idOf(email: string): Promise<string> {
  return (await harness.rows<{ id: string }>("SELECT id FROM users WHERE email = $1", [email]))[0]?.id ?? "";
}
const list = (filters: UserFilters, sort?: UserSort) => listUsers(contextOf(harness, "admin"), { filters, sort });
const names = async (filters: UserFilters, sort?: UserSort) =>
  (await list(filters, sort)).users.map(({ name }) => name.split(" ")[0]);

test("a line says who it is, what they have and when they were here", async () => {
  const [ada] = (await list({ q: "ada@engine" })).users;
  expect(ada).toMatchObject({
    name: "Ada Lovelace",
    email: "ada@engine.example",
    role: "user",
    isActive: true,
    isVerified: true,
    method: "email",
    credits: 40,
    calls30d: 3,
    leads30d: 0,
    agents: 1,
    lastCallDate: new Date().toISOString().slice(0, 10),
    createdAt: "2026-01-01T00:00:00.000Z",
    deleteAfter: null,
  });
  expect(Date.now() - Date.parse(ada?.lastSeenAt ?? "")).toBeLessThan(600_000);
});

describe("users are found by", () => {
  test.each<[string, string, string[]]>([
    ["a part of the name", "lovel", ["Ada"]],
    ["a part of the address, in any case", "NAVY.example", ["Grace"]],
    ["the digits of an assigned number", "020 7946 0018", ["Grace"]],
    ["a number in E.164", "+442079460018", ["Grace"]],
    ["signs that mean something in patterns", "100% _", ["Linus"]],
    ["a single such sign only where it stands", "_", ["Linus"]],
    ["nothing that is there", "nobody", []],
    ["a backslash", "\\", []],
  ])("%s", async (_, q, expected) => {
    expect(await names({ q })).toEqual(expected);
  });

  test("their id", async () => {
    expect(await names({ q: (await idOf("grace@navy.example")).toUpperCase() })).toEqual(["Grace"]);
    expect(await names({ q: newId() })).toEqual([]);
  });
});

test.each<[UserFilters, string[]]>([
  [{ role: "super_admin" }, ["The"]],
  [{ active: "no" }, ["Linus"]],
  [{ verified: "no" }, ["Grace"]],
  [{ method: "github" }, ["Linus"]],
  [{ balance: "none" }, ["The", "Grace"]],
  [{ balance: "left" }, ["Linus", "Ada"]],
  [{ seen: "week" }, ["Ada"]],
  [{ seen: "month" }, ["Grace", "Ada"]],
  [{ seen: "never" }, ["The", "Linus"]],
  [{ calls: "yes" }, ["Grace", "Ada"]],
  [{ calls: "no", active: "yes" }, ["The"]],
])("the filters %j leave %j", async (filters, expected) => {
  const page = await list(filters);
  expect(page.users.map(({ name }) => name.split(" ")[0])).toEqual(expected);
  expect(page.total).toEqual({ count: expected.length, isMore: false });
});

test.each<[UserSort, string[]]>([
  ["newest", ["The", "Linus", "Grace", "Ada"]],
  ["email", ["Ada", "The", "Grace", "Linus"]],
  ["calls", ["Ada", "Grace", "Linus", "The"]],
  ["most-credits", ["Linus", "Ada", "The", "Grace"]],
  ["fewest-credits", ["Grace", "The", "Ada", "Linus"]],
])("by %s they are sorted", async (sort, expected) => {
  const found = await names({}, sort);
  if (sort === "calls")
    expect([found.slice(0, 2), found.slice(2).toSorted()]).toEqual([expected.slice(0, 2), expected.slice(2)]);
  else expect(found).toEqual(expected);
});

test.each(userSorts)("every user is on exactly one page by %s, forwards and backwards", async (sort) => {
  const ctx = contextOf(harness, "admin");
  const read = (at: string | null) =>
    listUsers(ctx, { filters: {}, sort, limit: 1, cursor: at === null ? null : decodeCursor(at, userOrders[sort]) });
  const pages = [await read(null)];
  for (let next = pages[0]?.nextCursor ?? null; next !== null; next = pages.at(-1)?.nextCursor ?? null)
    pages.push(await read(next));
  const ids = pages.flatMap(({ users }) => users.map(({ id }) => id));
  expect(new Set(ids).size).toBe(4);
  expect(ids).toHaveLength(4);
  const before = await read(pages.at(-1)?.previousCursor ?? null);
  expect(before.users.map(({ id }) => id)).toEqual([ids[2]]);
});

test("a file has every user of the list, as they were when it began", async () => {
  const ctx = contextOf(harness, "admin");
  const frozen = await everythingAtOneMoment(harness.db, ctx.actor.userId);
  await harness.rows("UPDATE users SET name = 'Ada King' WHERE email = 'ada@engine.example'");
  const rows = [];
  for await (const page of exportUsers({ ...ctx, db: frozen.db }, { filters: {}, sort: "newest" })) rows.push(...page);
  await frozen.close();
  expect(rows.map(({ name }) => name)).toEqual(["The Boss", "Linus 100% _Example", "Grace Hopper", "Ada Lovelace"]);
  await harness.rows("UPDATE users SET name = 'Ada Lovelace' WHERE email = 'ada@engine.example'");
});

test("nobody but administrators lists accounts", async () => {
  const ctx = contextOf(harness, "user");
  await expect(listUsers(ctx, { filters: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(() => exportUsers(ctx, { filters: {}, sort: "newest" })).toThrow("Your role does not allow this.");
  await expect(listUsers({ ...harness.context() }, { filters: {} })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("no address fails: what cannot be read is ignored with a notice", () => {
  const query = parseUserQuery({ role: "king", sort: "loudest", at: "x", balance: ["none", "left"], q: "ada" });
  expect(query).toMatchObject({ filters: { q: "ada" }, sort: "newest", cursor: null });
  expect(query.notices).toHaveLength(4);
});
