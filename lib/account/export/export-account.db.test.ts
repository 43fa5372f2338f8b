import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context, UserActor } from "@/lib/access/context";
import { conversationEvent } from "@/test/conversation";
import { fillTenant } from "@/test/fill-tenant";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { readArchive } from "@/test/read-archive";
import { tenantContext } from "@/test/tenant-context";
import { listTenantTables } from "@/test/tenant-tables";
import { exportAccount } from "./export-account";
import { exportedFiles, notExported } from "./exported-files";
import { writeArchive } from "./write-archive";

let harness: IngestHarness;
let mine: TestTenant;
let theirs: TestTenant;
beforeAll(async () => {
  harness = await createIngestHarness();
  [mine, theirs] = [await harness.createTenant({ timezone: "Pacific/Auckland" }), await harness.createTenant()];
  for (const tenant of [mine, theirs]) {
    for (const intent_score of [20, 90])
      await harness.receive(conversationEvent({ agentId: tenant.providerAgentId, collected: { intent_score } }));
    await harness.process();
    await fillTenant(harness, tenant);
  }
});
afterAll(() => harness.dispose());

const ctxOf = ({ userId }: TestTenant, now?: string): Context<UserActor> =>
  tenantContext(harness.db, userId, { timezone: "Pacific/Auckland", now });
const forgetLimits = () => harness.rows("DELETE FROM rate_limits");

type Files = Record<string, string>;
async function exportOf(tenant: TestTenant): Promise<Uint8Array> {
  await forgetLimits();
  return new Uint8Array(await new Response(await exportAccount(ctxOf(tenant))).arrayBuffer());
}
const jsonOf = (files: Files, name: string) => JSON.parse(files[`${name}.json`] ?? "") as Record<string, unknown>[];
const openExports = async () =>
  (
    await harness.rows<{ count: number }>(
      "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'callwright export' AND state <> 'idle' AND datname = current_database()",
    )
  )[0]?.count;

test("every table of tenants is exported, or listed with the reason why not", async () => {
  const tables = (await listTenantTables(harness.owner)).map(({ name }) => name);
  const named = [...exportedFiles.map(({ table }) => table), ...Object.keys(notExported)];
  expect(named.sort()).toEqual(tables.sort());
});

test("every row of the tenant is there, as JSON and as CSV, and no row of another", async () => {
  const files = await readArchive(await exportOf(mine));
  const tables = await listTenantTables(harness.owner);
  for (const { name, table } of exportedFiles) {
    const column = tables.find((each) => each.name === table)?.tenantColumn;
    const [{ count } = { count: 0 }] = await harness.rows<{ count: number }>(
      `SELECT count(*) FROM ${table} WHERE ${column} = $1`,
      [mine.userId],
    );
    expect({ name, rows: jsonOf(files, name).length }).toEqual({ name, rows: count });
    expect(count).toBeGreaterThan(0);
    expect(files[`${name}.csv`]?.split("\r\n").length).toBe(count + 2);
  }
  const everything = Object.values(files).join("\n");
  const ofOthers = await harness.rows<{ id: string }>(
    `SELECT id::text FROM calls WHERE user_id = $1 UNION ALL SELECT id::text FROM contacts WHERE user_id = $1
     UNION ALL SELECT id::text FROM agents WHERE user_id = $1 UNION ALL SELECT $1::text`,
    [theirs.userId],
  );
  expect(ofOthers.filter(({ id }) => everything.includes(id))).toEqual([]);
});

test("nothing that signs anybody in is in it", async () => {
  const everything = Object.values(await readArchive(await exportOf(mine))).join("\n");
  expect(everything).not.toMatch(/token_hash|password_hash|secret_encrypted|code_hash|provider_account_id/);
  const [{ hash } = { hash: "" }] = await harness.rows<{ hash: string }>(
    "SELECT token_hash AS hash FROM user_sessions WHERE user_id = $1",
    [mine.userId],
  );
  expect(hash).not.toBe("");
  expect(everything).not.toContain(hash);
});

test("the archive is valid, and describes every field and the zone of its days", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-export-"));
  const file = path.join(folder, "export.zip");
  await writeFile(file, await exportOf(mine));
  const { stdout } = await promisify(execFile)("unzip", ["-t", file]);
  await rm(folder, { recursive: true });
  expect(stdout).toMatch(/No errors detected/);
  const { "README.txt": readme } = await readArchive(await exportOf(mine));
  expect(readme).toContain("Pacific/Auckland");
  expect(readme).toMatch(/\r\n {2}started_at: \S+/);
  const undescribed = readme?.split("\r\n").filter((line) => /^ {2}\w+$/.test(line));
  expect(undescribed).toEqual([]);
});

test("what callers say survives, and runs in no spreadsheet", async () => {
  const tenant = await harness.createTenant();
  const name = '=HYPERLINK("http://evil.example";"click"),\r\n"quoted" 😀 \u2028 </script>';
  await insertCall(harness.owner, tenant, { callerName: name, turns: [{ role: "user", message: name }] });
  await harness.rows("INSERT INTO contacts (user_id, name, phone_number) VALUES ($1, '-1+1', '+442079460018')", [
    tenant.userId,
  ]);
  const files = await readArchive(await exportOf(tenant));
  expect(jsonOf(files, "calls")).toMatchObject([{ caller_name: name, duration_seconds: 61 }]);
  expect(jsonOf(files, "transcripts")).toMatchObject([{ speaker_segments: [{ message: name }] }]);
  expect(files["calls.csv"]).toContain(`,"'${name.replaceAll('"', '""')}",`);
  expect(files["calls.csv"]?.startsWith("\uFEFFid,")).toBe(true);
  expect(files["contacts.csv"]).toContain(",'-1+1,+442079460018,");
});

test("times are in UTC, days are the tenant's, and exact numbers are numbers", async () => {
  const tenant = await harness.createTenant({ timezone: "Pacific/Auckland" });
  const id = await insertCall(harness.owner, tenant, {
    startedAt: "2026-10-03T23:30:00Z",
    outcome: "completed",
    hasAudio: true,
  });
  await harness.rows("UPDATE agent_call_outcomes SET sentiment_score = 0.25 WHERE call_id = $1", [id]);
  const files = await readArchive(await exportOf(tenant));
  expect(jsonOf(files, "calls")).toMatchObject([{ started_at: "2026-10-03T23:30:00.000Z", call_date: "2026-10-04" }]);
  expect(jsonOf(files, "outcomes")).toMatchObject([{ sentiment_score: 0.25, key_topics: [] }]);
  expect(jsonOf(files, "recordings")).toEqual([
    {
      file_name: `call-${id}.mp3`,
      call_id: id,
      started_at: "2026-10-03T23:30:00.000Z",
      link: `http://localhost:3000/api/calls/${id}/recording`,
    },
  ]);
});

test("it is one snapshot: changes during the export are not in it", async () => {
  const tenant = await harness.createTenant();
  await insertCall(harness.owner, tenant);
  const snapshot = await harness.db.snapshot(tenant.userId);
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeArchive(snapshot.tx, { userId: tenant.userId, timezone: "UTC", at: new Date() })) {
    if (chunks.length === 0) await insertCall(harness.owner, tenant, { outcome: "completed" });
    chunks.push(chunk);
  }
  await snapshot.close();
  const files = await readArchive(Buffer.concat(chunks));
  expect([jsonOf(files, "calls").length, jsonOf(files, "outcomes").length]).toEqual([1, 0]);
});

test("a file that would grow too large goes on in another, each of which is whole", async () => {
  const tenant = await harness.createTenant();
  await harness.rows("INSERT INTO contacts (user_id, name) SELECT $1, 'Contact ' || n FROM generate_series(1, 700) n", [
    tenant.userId,
  ]);
  const snapshot = await harness.db.snapshot(tenant.userId);
  const chunks: Uint8Array[] = [];
  const options = { userId: tenant.userId, timezone: "UTC", at: new Date(), partBytesMax: 60_000 };
  for await (const chunk of writeArchive(snapshot.tx, options)) chunks.push(chunk);
  await snapshot.close();
  const files = await readArchive(Buffer.concat(chunks));
  const parts = Object.keys(files).filter((name) => /^contacts.*\.json$/.test(name));
  expect(parts.slice(0, 2)).toEqual(["contacts.json", "contacts-2.json"]);
  const rows = parts.flatMap((name) => jsonOf(files, name.replace(".json", "")));
  expect(new Set(rows.map(({ id }) => id)).size).toBe(700);
  expect(files["contacts-2.csv"]?.startsWith("\uFEFFid,")).toBe(true);
});

test("a client that disconnects ends the reading at once, and holds no connection", async () => {
  await harness.rows(
    "INSERT INTO contacts (user_id, name) SELECT $1, repeat('x', 200) || n FROM generate_series(1, 20000) n",
    [theirs.userId],
  );
  for (let round = 0; round < 4; round += 1) {
    await forgetLimits();
    const reader = (await exportAccount(ctxOf(theirs))).getReader();
    if (round > 0) await reader.read();
    expect(await openExports()).toBe(1);
    await reader.cancel();
    await expect.poll(openExports).toBe(0);
  }
  expect((await exportOf(theirs)).byteLength).toBeGreaterThan(100_000);
  expect(await openExports()).toBe(0);
});

test("a connection that breaks fails the download, and the next one works", async () => {
  await forgetLimits();
  const reader = (await exportAccount(ctxOf(theirs))).getReader();
  await reader.read();
  await harness.rows(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'callwright export' AND state <> 'idle' AND datname = current_database()",
  );
  const readOn = async () => {
    while (!(await reader.read()).done);
  };
  await expect(readOn()).rejects.toThrow();
  expect((await exportOf(mine)).byteLength).toBeGreaterThan(1_000);
});

test("while a tenant's exports hold all its slots, a further one is refused, another tenant is served, and a freed slot is used", async () => {
  await forgetLimits();
  const open = await Promise.all([harness.db.snapshot(mine.userId), harness.db.snapshot(mine.userId)]);
  const refused = expect(exportAccount(ctxOf(mine))).rejects.toMatchObject({
    code: "RATE_LIMITED",
    retryAfterSeconds: expect.any(Number),
  });
  await (await exportAccount(ctxOf(theirs))).cancel();
  await refused;
  for (const snapshot of open) await snapshot.close();
  // What got no place was not counted.
  for (let count = 0; count < 3; count += 1) await (await exportAccount(ctxOf(mine))).cancel();
});

test("three an hour are enough for one account, and are no limit to another", async () => {
  await forgetLimits();
  const ask = async (tenant: TestTenant) => (await exportAccount(ctxOf(tenant))).cancel();
  for (let count = 0; count < 3; count += 1) await ask(mine);
  await expect(ask(mine)).rejects.toMatchObject({
    code: "RATE_LIMITED",
    message: "Too many attempts. Try again in 60 minutes.",
    retryAfterSeconds: 3600,
  });
  await ask(theirs);
  await harness.rows("UPDATE rate_limits SET expire = expire - 3600001");
  await ask(mine);
});

test("it is available only to the signed-in user", async () => {
  await expect(exportAccount(harness.context())).rejects.toMatchObject({ code: "FORBIDDEN" });
});
