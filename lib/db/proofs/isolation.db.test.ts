import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { conversationEvent } from "@/test/conversation";
import { fillTenant } from "@/test/fill-tenant";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import {
  listActorColumns,
  listTenantLinks,
  listTenantTables,
  type TenantLink,
  type TenantTable,
} from "@/test/tenant-tables";
import type { Transaction } from "../transaction";

let harness: IngestHarness;
let mine: TestTenant;
let theirs: TestTenant;
let tables: TenantTable[];
let links: TenantLink[];
beforeAll(async () => {
  harness = await createIngestHarness();
  mine = await harness.createTenant();
  theirs = await harness.createTenant();
  for (const tenant of [mine, theirs]) {
    await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, collected: { intent_score: 80 } }));
  }
  await harness.process();
  for (const tenant of [mine, theirs]) await fillTenant(harness, tenant);
  tables = await listTenantTables(harness.owner);
  links = await listTenantLinks(harness.owner, tables);
});
afterAll(() => harness.dispose());

type Row = Record<string, unknown>;
type Rights = "those it is granted" | "every right on the table";
type As = {
  table: TenantTable;
  /** None: the owner's work, which passes every policy. */
  rights?: Rights;
  tenant?: string;
  client?: pg.Client;
  /** Frees the place of what is inserted, without triggers and keys. */
  withoutOwnRows?: boolean;
};

/** What happened to a statement, which is undone: a word for each row that it touched, its tenant where it returns that; or the refusal. */
async function attempt(statement: string, params: unknown[], as: As): Promise<string[] | string> {
  const { table, rights, tenant, withoutOwnRows, client = harness.owner } = as;
  await client.query("BEGIN");
  try {
    if (withoutOwnRows) {
      await client.query("SET LOCAL session_replication_role = replica");
      await client.query(`DELETE FROM ${table.name} WHERE ${table.tenantColumn} = $1`, [mine.userId]);
      await client.query("SET LOCAL session_replication_role = origin");
    }
    if (rights === "every right on the table") await client.query(`GRANT ALL ON ${table.name} TO app_tenant`);
    if (tenant !== undefined) await client.query("SELECT set_config('app.user_id', $1, true)", [tenant]);
    if (rights) await client.query("SET LOCAL ROLE app_tenant");
    const { fields, rows, rowCount } = await client.query<{ tenant: string }>(statement, params);
    await client.query("SET CONSTRAINTS ALL IMMEDIATE");
    return fields.length > 0 ? rows.map((row) => row.tenant) : Array<string>(rowCount ?? 0).fill("done");
  } catch (error) {
    if (!(error instanceof pg.DatabaseError)) throw error;
    return error.message.includes("row-level security") ? "policy" : (error.code ?? "unknown");
  } finally {
    await client.query("ROLLBACK");
  }
}

/** Collects what is not as it must be, so that one run names every hole. */
function holes() {
  const found: string[] = [];
  return {
    found,
    /** Nothing done, or refused in one of these ways. */
    nothing(what: string, outcome: string[] | string, refusals: RegExp): void {
      const isRight = typeof outcome === "string" ? refusals.test(outcome) : outcome.length === 0;
      if (!isRight) found.push(`${what}: ${outcome}`);
    },
    /** Refused in one of these ways. */
    refused(what: string, outcome: string[] | string, refusals: RegExp): void {
      if (typeof outcome !== "string" || !refusals.test(outcome)) found.push(`${what}: ${outcome}`);
    },
    ownOnly(what: string, outcome: string[] | string): void {
      const isRight = typeof outcome === "string" ? outcome === "42501" : outcome.every((id) => id === mine.userId);
      if (!isRight) found.push(`${what}: ${outcome}`);
    },
  };
}

/** Of several rows the first one written, and rather one that has this column set. */
async function rowOf(
  { name, tenantColumn }: TenantTable,
  tenant: TestTenant,
  where = "true",
  column = tenantColumn,
): Promise<Row> {
  const [found] = await harness.rows<{ row: Row }>(
    `SELECT to_jsonb(t) AS row FROM ${name} t WHERE ${tenantColumn} = $1 AND ${where} ORDER BY t.${column} IS NULL, t.ctid LIMIT 1`,
    [tenant.userId],
  );
  if (!found) throw new Error(`Nothing of a tenant was seeded in ${name} where ${where}.`);
  return found.row;
}

/** It returns nothing: what a statement returns or compares must be visible, which would hide a policy that lets it be written. */
function insertion({ name }: TenantTable, columns: readonly string[]): string {
  const list = columns.join(", ");
  return `INSERT INTO ${name} (${list}) SELECT ${list} FROM jsonb_populate_record(NULL::${name}, $1)`;
}

/** A row of mine that points at a row of theirs to which no row of the table points yet. */
async function crossedRow({ child, parent, columns }: TenantLink): Promise<Row> {
  const pointing = columns.map((pair) => `c.${pair.child} = t.${pair.parent}`).join(" AND ");
  const target = await rowOf(parent, theirs, `NOT EXISTS (SELECT FROM ${child.name} c WHERE ${pointing})`);
  const row = await rowOf(child, mine, "true", columns[0]?.child);
  for (const pair of columns) row[pair.child] = target[pair.parent];
  return row;
}

/** The row as a new one, unless its id says whose it is. */
const asNew = (table: TenantTable, row: Row): Row =>
  table.tenantColumn === "id" ? row : { ...row, id: "01900000-0000-7000-8000-000000000001" };

async function unseeded(of: readonly TenantTable[]): Promise<string[]> {
  const empty: string[] = [];
  for (const { name, tenantColumn } of of) {
    for (const { userId } of [mine, theirs]) {
      const rows = await harness.rows(`SELECT FROM ${name} WHERE ${tenantColumn} = $1 LIMIT 1`, [userId]);
      if (rows.length === 0) empty.push(name);
    }
  }
  return [...new Set(empty)];
}

test("every table that names a tenant has row-level security, forced, and is tried below with rows of two tenants", async () => {
  const open = await harness.rows(
    "SELECT relname FROM pg_class WHERE relname = ANY ($1) AND NOT (relrowsecurity AND relforcerowsecurity)",
    [tables.map(({ name }) => name)],
  );
  expect(open).toEqual([]);
  expect(await unseeded(tables)).toEqual([]);
  expect(tables.map(({ name }) => name)).toEqual(
    expect.arrayContaining(["users", "phone_numbers", "webhook_events", "admin_audit_log", "audit_findings"]),
  );
  expect(await harness.rows("SELECT table_name AS name FROM list_tenant_tables() ORDER BY 1")).toEqual(
    tables.map(({ name }) => ({ name })),
  );
});

test("a new table that leads to users is one of them, and fails until it has rows and policies", async () => {
  await harness.owner.query("BEGIN; CREATE TABLE stray (id uuid, belongs_to uuid REFERENCES users (id))");
  const later = await listTenantTables(harness.owner);
  const missing = await unseeded(later);
  await harness.owner.query("INSERT INTO stray SELECT id, id FROM users");
  const [stray] = later.filter(({ name }) => name === "stray");
  const seen = await harness.rows("SELECT FROM stray WHERE belongs_to <> $1", [mine.userId]);
  await harness.owner.query("ROLLBACK");
  expect(stray).toMatchObject({ tenantColumn: "belongs_to" });
  expect(missing).toEqual(["stray"]);
  expect(seen).not.toEqual([]);
});

describe.each<Rights>(["those it is granted", "every right on the table"])("in the tenant role with %s", (rights) => {
  const hasEvery = rights === "every right on the table";

  test("another tenant's rows are not seen, and without any filter only the tenant's own are", async () => {
    const { found, ownOnly } = holes();
    for (const table of tables) {
      const statement = `SELECT DISTINCT ${table.tenantColumn} AS tenant FROM ${table.name}`;
      ownOnly(table.name, await attempt(statement, [], { table, rights, tenant: mine.userId }));
    }
    expect(found).toEqual([]);
  });

  test("no row is inserted for another tenant", async () => {
    const { found, refused } = holes();
    for (const table of tables) {
      const isTried = hasEvery || table.insertable.length > 0;
      const columns = isTried && !hasEvery ? table.insertable : table.columns;
      const copy = asNew(table, await rowOf(table, theirs));
      const outcome = await attempt(insertion(table, columns), [copy], { table, rights, tenant: mine.userId });
      refused(table.name, outcome, isTried ? /^policy$/ : /^42501$/);
    }
    expect(found).toEqual([]);
  });

  test("no row of a tenant refers to another tenant's row", async () => {
    const { found, refused } = holes();
    for (const link of links) {
      const { child: table } = link;
      const columns = hasEvery ? table.columns : [...table.insertable, ...link.columns.map(({ child }) => child)];
      const outcome = await attempt(insertion(table, [...new Set(columns)]), [await crossedRow(link)], {
        table,
        rights,
        tenant: mine.userId,
        withoutOwnRows: true,
      });
      refused(link.name, outcome, hasEvery ? /^23503$/ : /^(23503|42501)$/);
    }
    expect(found).toEqual([]);
  });

  test("another tenant's rows are neither updated nor deleted", async () => {
    const { found, nothing, ownOnly } = holes();
    for (const table of tables) {
      const { name, tenantColumn, updatable } = table;
      const column = hasEvery ? tenantColumn : (updatable[0] ?? tenantColumn);
      const as = { table, rights, tenant: mine.userId };
      const whose = `WHERE ${tenantColumn} = $1 RETURNING ${tenantColumn} AS tenant`;
      const update = `UPDATE ${name} SET ${column} = ${column}`;
      nothing(`update ${name}`, await attempt(`${update} ${whose}`, [theirs.userId], as), /^42501$/);
      nothing(`delete ${name}`, await attempt(`DELETE FROM ${name} ${whose}`, [theirs.userId], as), /^42501$/);
      if (hasEvery) continue;
      ownOnly(`update all ${name}`, await attempt(`${update} RETURNING ${tenantColumn} AS tenant`, [], as));
    }
    expect(found).toEqual([]);
  });

  test("no row of a tenant is given to another tenant", async () => {
    const { found, nothing } = holes();
    for (const table of tables) {
      const { name, tenantColumn } = table;
      const as = { table, rights, tenant: mine.userId };
      const outcome = await attempt(`UPDATE ${name} SET ${tenantColumn} = $1`, [theirs.userId], as);
      // The ledger and the audit log refuse any change before a policy is asked.
      nothing(name, outcome, hasEvery ? /^(policy|23001)$/ : /^42501$/);
    }
    expect(found).toEqual([]);
  });

  test.each([
    ["empty", ""],
    ["garbage", "x' OR true --"],
    ["nobody's id", "00000000-0000-0000-0000-000000000000"],
    ["never set", undefined],
  ])("with a tenant that is %s nothing is seen, written or removed", async (_what, tenant) => {
    const { found, nothing, refused } = holes();
    const client = new pg.Client({ connectionString: harness.connectionString });
    await client.connect();
    for (const table of tables) {
      const { name, tenantColumn, columns } = table;
      const as = { table, rights, client, ...(tenant === undefined ? {} : { tenant }) };
      const returned = `${tenantColumn} AS tenant`;
      const ways = /^(42501|22P02)$/;
      nothing(`select ${name}`, await attempt(`SELECT ${returned} FROM ${name}`, [], as), ways);
      const update = `UPDATE ${name} SET ${tenantColumn} = ${tenantColumn} RETURNING ${returned}`;
      nothing(`update ${name}`, await attempt(update, [], as), ways);
      nothing(`delete ${name}`, await attempt(`DELETE FROM ${name} RETURNING ${returned}`, [], as), ways);
      const copy = asNew(table, await rowOf(table, theirs));
      refused(`insert ${name}`, await attempt(insertion(table, columns), [copy], as), /^(policy|42501|22P02)$/);
    }
    await client.end();
    expect(found).toEqual([]);
  });
});

test("a tenant never says who did something", async () => {
  const { found, refused } = holes();
  const actors = await listActorColumns(harness.owner, tables);
  for (const { table, column } of actors) {
    const row = { ...asNew(table, await rowOf(table, mine)), [column]: theirs.userId };
    const outcome = await attempt(insertion(table, [...new Set([...table.insertable, column])]), [row], {
      table,
      rights: "those it is granted",
      tenant: mine.userId,
    });
    refused(`${table.name}.${column}`, outcome, /^42501$/);
    expect(table.updatable).not.toContain(column);
  }
  expect(found).toEqual([]);
  expect(actors.length).toBeGreaterThan(3);
});

test("who wrote and who completed a follow-up is the tenant that did", async () => {
  const [followUp] = await harness.db.tenant(mine.userId, async (tx) => {
    await tx.query(
      "INSERT INTO follow_ups (user_id, lead_email, follow_up_date, remark) VALUES (app_user_id(), 'a@b.example', '2026-07-02', 'By trigger')",
    );
    const { rows } = await tx.query(
      `UPDATE follow_ups SET is_completed = true, follow_up_status = 'completed', completed_at = now()
       WHERE remark = 'By trigger' RETURNING created_by, completed_by`,
    );
    return rows;
  });
  expect(followUp).toEqual({ created_by: mine.userId, completed_by: mine.userId });
});

test("no child can point at another tenant's parent, even as the owner", async () => {
  const { found, refused } = holes();
  for (const link of links) {
    const { child: table } = link;
    const outcome = await attempt(insertion(table, table.columns), [await crossedRow(link)], {
      table,
      withoutOwnRows: true,
    });
    refused(link.name, outcome, /^23503$/);
  }
  expect(found).toEqual([]);
  expect(links.length).toBeGreaterThan(9);
  expect(links.filter(({ carriesTenant }) => !carriesTenant)).toEqual([]);
});

test.each([
  ["a purchase", "purchase", { amount: 5 }],
  ["a bonus", "bonus", { amount: 5 }],
  ["an adjustment", "admin_adjustment", { amount: 5 }],
  ["a refund that corrects nothing", "refund", { amount: 5 }],
  ["a refund that takes credits", "refund", { amount: -5, is_correction: true }],
  ["a charge of no call", "usage", { amount: -5, call_id: null }],
  ["a charge of no conversation", "usage", { amount: -5, conversation_id: null }],
])("ingestion does not enter %s into the ledger", async (_what, type, values) => {
  await expect(enterAsIngestion({ type, ...values })).rejects.toMatchObject({ code: "42501" });
});

test("ingestion enters the charge of a call and the refund of a correction", async () => {
  await expect(enterAsIngestion({ type: "usage", amount: -5, is_correction: true })).resolves.toBe(1);
  await expect(enterAsIngestion({ type: "refund", amount: 5, is_correction: true })).resolves.toBe(1);
});

/** Enters for my own call; returns how many entries that were. */
async function enterAsIngestion(values: Row): Promise<number | null> {
  const [call] = await harness.rows<{ call_id: string; conversation_id: string }>(
    "SELECT id AS call_id, elevenlabs_conversation_id AS conversation_id FROM calls WHERE user_id = $1 LIMIT 1",
    [mine.userId],
  );
  const entry = { user_id: mine.userId, description: "Test", is_correction: false, ...call, ...values };
  const names = Object.keys(entry).join(", ");
  const { rowCount } = await harness.db.ingest((tx) =>
    tx.query(
      `INSERT INTO credit_transactions (${names}) SELECT ${names} FROM jsonb_populate_record(NULL::credit_transactions, $1)`,
      [entry],
    ),
  );
  return rowCount;
}

/** The tenants whose calls a statement without any filter finds, in each way that a transaction offers. */
const waysToAsk: Record<string, (tx: Transaction) => Promise<string[]>> = {
  "a plain statement": async (tx) =>
    (await tx.query("SELECT DISTINCT user_id FROM calls")).rows.map((row) => row.user_id),
  Prisma: async (tx) =>
    (await tx.prisma.call.findMany({ select: { userId: true }, distinct: "userId" })).map((row) => row.userId),
  Kysely: async (tx) =>
    (await tx.kysely.selectFrom("calls").select("user_id").distinct().execute()).map((row) => row.user_id),
};

test.each(Object.entries(waysToAsk))(
  "through %s, a query that forgets its tenant sees only the tenant's own rows",
  async (_way, ask) => {
    expect(await harness.db.tenant(mine.userId, ask)).toEqual([mine.userId]);
  },
);

test("through all ways at once, forty tenants with errors between them each see their own rows and change no other's", async () => {
  const tenants: TestTenant[] = [];
  for (let n = 0; n < 40; n += 1) {
    const tenant = await harness.createTenant();
    await insertCall(harness.owner, tenant, { callerName: tenant.userId });
    tenants.push(tenant);
  }
  const look = async ({ userId }: TestTenant, round: number) => {
    const ways = Object.values(waysToAsk);
    for (let n = 0; n < ways.length; n += 1) {
      const first = ways[(round + n) % ways.length];
      const second = ways[(round + n + 1) % ways.length];
      if (!first || !second) throw new Error("There is no such way");
      expect(await harness.db.tenant(userId, async (tx) => [...(await first(tx)), ...(await second(tx))])).toEqual([
        userId,
        userId,
      ]);
    }
    // Of one tick, these would be one query if Prisma did not tell transactions apart.
    const own = await harness.db.tenant(userId, (tx) =>
      tx.prisma.user.findUnique({ where: { id: userId }, select: { id: true } }),
    );
    expect(own).toEqual({ id: userId });
    const changed = await harness.db.tenant(userId, async (tx) => {
      const throughPrisma = await tx.prisma.call.updateMany({ data: { notes: userId } });
      const throughKysely = await tx.kysely.updateTable("calls").set({ notes: userId }).executeTakeFirst();
      return [throughPrisma.count, Number(throughKysely.numUpdatedRows)];
    });
    expect(changed).toEqual([1, 1]);
  };
  const fail = async ({ userId }: TestTenant, round: number) => {
    const failing = [
      (tx: Transaction) => tx.query("SELECT 1 / 0"),
      (tx: Transaction) => tx.prisma.$queryRaw`SELECT 1 / 0`,
      (tx: Transaction) => tx.prisma.user.findMany({ select: { passwordHash: true } }),
      (tx: Transaction) => tx.kysely.selectFrom("users").select("password_hash").execute(),
    ][round % 4];
    if (failing) await expect(harness.db.tenant<unknown>(userId, failing)).rejects.toBeInstanceOf(pg.DatabaseError);
  };
  await Promise.all(
    tenants.map(async (tenant, index) => {
      for (let round = index; round < index + 4; round += 1) {
        await look(tenant, round);
        await fail(tenant, round);
      }
    }),
  );
  const names = await harness.rows("SELECT FROM calls WHERE notes <> user_id::text AND user_id = ANY ($1)", [
    tenants.map(({ userId }) => userId),
  ]);
  expect(names).toEqual([]);
});

test("secrets, the raw inbox and sessions are out of a tenant's reach", async () => {
  for (const statement of [
    "SELECT password_hash FROM users",
    "SELECT * FROM user_sessions",
    "SELECT * FROM webhook_events",
    "SELECT * FROM system_config",
    "INSERT INTO credit_transactions (user_id, type, amount, description) VALUES (app_user_id(), 'purchase', 100, 'Free')",
    "UPDATE users SET role = 'admin'",
    "SELECT setting_integer('credits_per_minute')",
    "SELECT wake_ingestion()",
    "SELECT * FROM login_attempts",
    "SELECT * FROM password_reset_attempts",
    "SELECT * FROM admin_audit_log",
    "SELECT created_by_admin_id FROM phone_numbers",
    "UPDATE phone_numbers SET name = 'x'",
    "UPDATE contacts SET is_customer = true",
    "UPDATE customers SET customer_reference_number = 'CUST-2026-9999'",
    "UPDATE agent_targets SET actual_calls = 100",
    "INSERT INTO agent_analytics (agent_id, user_id, date) VALUES (app_user_id(), app_user_id(), now())",
  ]) {
    await expect(
      harness.db.tenant(mine.userId, (tx) => tx.query(statement)),
      statement,
    ).rejects.toMatchObject({ code: "42501" });
  }
});

test("a function created by a later migration cannot be called by any role until it is granted", async () => {
  await harness.owner.query("BEGIN");
  await harness.owner.query(
    "CREATE FUNCTION made_later() RETURNS integer LANGUAGE sql SECURITY DEFINER SET search_path = public AS 'SELECT 1'",
  );
  const { rows } = await harness.owner.query(
    `SELECT role FROM unnest(ARRAY['app_tenant', 'app_ingest', 'app_auth']) role
     WHERE has_function_privilege(role, 'made_later()', 'EXECUTE')`,
  );
  await harness.owner.query("ROLLBACK");
  expect(rows).toEqual([]);
});

test("a tenant is named by a UUID and nothing else", async () => {
  for (const name of ["", "x' OR true --", `${mine.userId}'; --`, mine.userId.toUpperCase()]) {
    await expect(harness.db.tenant(name, (tx) => tx.query("SELECT 1"))).rejects.toThrow(TypeError);
  }
});

test("a tenant sees the numbers that are assigned to it and no others", async () => {
  await harness.owner.query(
    `INSERT INTO phone_numbers (name, phone_number, elevenlabs_phone_number_id, assigned_to_user_id) VALUES
     ('Spare', '+442079460003', 'phnum_3', NULL)`,
  );
  const { rows } = await harness.db.tenant(mine.userId, (tx) => tx.query("SELECT name FROM phone_numbers"));
  expect(rows).toEqual([{ name: `Line of ${mine.userId}` }]);
});

test("connections of one pool never carry a tenant over, also after errors", async () => {
  await Promise.all(
    Array.from({ length: 400 }, async (_, index) => {
      const tenant = index % 2 === 0 ? mine : theirs;
      if (index % 7 === 0) {
        await expect(harness.db.tenant(tenant.userId, (tx) => tx.query("SELECT 1 / 0"))).rejects.toThrow();
        return;
      }
      const { rows } = await harness.db.tenant(tenant.userId, (tx) => tx.query("SELECT DISTINCT user_id FROM calls"));
      expect(rows).toEqual([{ user_id: tenant.userId }]);
    }),
  );
});
