import type { Client } from "pg";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";

let harness: IngestHarness;
let adminId: string;
beforeAll(async () => {
  harness = await createIngestHarness();
  adminId = (await harness.createTenant()).userId;
  for (let n = 1; n <= 6; n += 1) await enter(harness.owner, n);
});
afterAll(() => harness.dispose());

const enter = (client: Pick<Client, "query">, n: number) =>
  client.query(
    `INSERT INTO admin_audit_log (admin_user_id, action, resource_type, resource_id, target_user_id, details, ip_address, user_agent)
     VALUES ($1, 'setting.update', 'system_config', $2, $1, $3, '203.0.113.9', 'Test browser')`,
    [adminId, String(n), { before: n, after: n + 0.5, text: 'quotes " and [brackets], größer' }],
  );

type Fault = { entry_number: number; entry_id: string | null; fault: string };
const verify = () => harness.rows<Fault>("SELECT * FROM verify_audit_chain()");

/** What verification says after `damage`, done past every trigger, and undone afterwards. */
async function afterDamage(damage: string): Promise<Fault[]> {
  await harness.owner.query("BEGIN; SET LOCAL session_replication_role = replica");
  try {
    await harness.owner.query(damage);
    return await verify();
  } finally {
    await harness.owner.query("ROLLBACK");
  }
}

test("a log that nobody touched is whole, whatever zone the reader's clock has", async () => {
  expect(await verify()).toEqual([]);
  await harness.rows("SET timezone = 'Asia/Kathmandu'; SET bytea_output = 'escape'; SET extra_float_digits = 0");
  expect(await verify()).toEqual([]);
  await harness.rows("RESET ALL");
});

test("a change of any column of an entry is found, by the entry", async () => {
  const columns = await harness.rows<{ name: string; type: string }>(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute
     WHERE attrelid = 'admin_audit_log'::regclass AND attnum > 0 AND NOT attisdropped`,
  );
  const others: Readonly<Record<string, string>> = {
    uuid: "uuid_v7()",
    "character varying": "'other'",
    text: "'other'",
    jsonb: `'{"before": 3, "after": 3.50, "text": "other"}'`,
    inet: "'203.0.113.10'",
    bigint: "entry_number + 100",
    "timestamp with time zone": "created_at + interval '1 microsecond'",
  };
  expect(columns.length).toBeGreaterThan(12);
  for (const { name, type } of columns) {
    const other = others[type];
    expect({ name, isKnown: other !== undefined }).toEqual({ name, isKnown: true });
    const faults = await afterDamage(`UPDATE admin_audit_log SET ${name} = ${other} WHERE entry_number = 3`);
    expect({ name, isFound: faults.length > 0 }).toEqual({ name, isFound: true });
  }
});

test.each<[string, string, Fault[]]>([
  [
    "an entry whose hash was made to fit its new words",
    "UPDATE admin_audit_log SET action = 'other' WHERE entry_number = 3; UPDATE admin_audit_log l SET entry_hash = audit_entry_hash(l) WHERE entry_number = 3",
    [{ entry_number: 4, entry_id: expect.any(String), fault: "it does not follow the entry before it" }],
  ],
  [
    "an entry removed from the middle",
    "DELETE FROM admin_audit_log WHERE entry_number = 3",
    [{ entry_number: 4, entry_id: expect.any(String), fault: "entries before it are missing" }],
  ],
  [
    "the first entry removed",
    "DELETE FROM admin_audit_log WHERE entry_number = 1",
    [{ entry_number: 2, entry_id: expect.any(String), fault: "entries before it are missing" }],
  ],
  [
    "the newest entries removed",
    "DELETE FROM admin_audit_log WHERE entry_number > 4",
    [{ entry_number: 4, entry_id: null, fault: expect.stringContaining("newest entries are missing") }],
  ],
  [
    "every entry removed",
    "DELETE FROM admin_audit_log",
    [{ entry_number: 0, entry_id: null, fault: expect.stringContaining("newest entries are missing") }],
  ],
  [
    "the kept head removed",
    "DELETE FROM audit_chain_head",
    [{ entry_number: 6, entry_id: null, fault: expect.stringContaining("end of the chain was changed") }],
  ],
])("%s is found", async (_, damage, faults) => {
  expect(await afterDamage(damage)).toEqual(faults);
});

test("two entries that changed places are found, also with hashes that fit them", async () => {
  const swap =
    "UPDATE admin_audit_log SET entry_number = CASE entry_number WHEN 3 THEN 4 ELSE 3 END WHERE entry_number IN (3, 4)";
  const fit = "UPDATE admin_audit_log l SET entry_hash = audit_entry_hash(l) WHERE entry_number IN (3, 4)";
  expect(await afterDamage(swap)).not.toEqual([]);
  expect(await afterDamage(`${swap}; ${fit}`)).not.toEqual([]);
});

test("number and hashes given by an insert are ignored", async () => {
  await harness.owner.query("BEGIN");
  const { rows } = await harness.owner.query(
    `INSERT INTO admin_audit_log (admin_user_id, action, resource_type, entry_number, previous_hash, entry_hash)
     VALUES ($1, 'a', 'b', 99, 'x', 'y') RETURNING entry_number::integer`,
    [adminId],
  );
  expect(rows).toEqual([{ entry_number: 7 }]);
  expect(await verify()).toEqual([]);
  await harness.owner.query("ROLLBACK");
});

test("twenty entries at once, some of them taken back, form one chain without a gap", async () => {
  const before = (await harness.rows("SELECT FROM admin_audit_log")).length;
  await Promise.all(
    Array.from({ length: 20 }, async (_, n) => {
      const client = new pg.Client({ connectionString: harness.connectionString });
      await client.connect();
      await client.query("BEGIN");
      await enter(client, n);
      await client.query(n % 5 === 0 ? "ROLLBACK" : "COMMIT");
      await client.end();
    }),
  );
  const numbers = await harness.rows("SELECT entry_number::integer AS n FROM admin_audit_log ORDER BY 1");
  expect(numbers.map(({ n }) => n)).toEqual(Array.from({ length: before + 16 }, (_, index) => index + 1));
  expect(await verify()).toEqual([]);
});

test("several entries of one statement follow each other", async () => {
  await harness.rows(
    "INSERT INTO admin_audit_log (admin_user_id, action, resource_type) SELECT $1, 'many', 'n' FROM generate_series(1, 5)",
    [adminId],
  );
  expect(await verify()).toEqual([]);
});

test("the nightly audit reports a log that was tampered with", async () => {
  await harness.owner.query("BEGIN; SET LOCAL session_replication_role = replica");
  await harness.owner.query("DELETE FROM admin_audit_log WHERE entry_number = 2");
  const findings = await harness.rows("SELECT * FROM audit_data_isolation()");
  await harness.owner.query("ROLLBACK");
  expect(findings).toEqual([
    expect.objectContaining({
      check_name: "audit_log_was_changed",
      table_name: "admin_audit_log",
      row_id: "entry 3",
      detail: "entries before it are missing",
    }),
  ]);
});
