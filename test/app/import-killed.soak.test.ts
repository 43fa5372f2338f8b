import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { getImport } from "@/lib/contacts/imports/get-import";
import type { ImportDetail } from "@/lib/contacts/imports/import-detail";
import { mapImport } from "@/lib/contacts/imports/map-import";
import { startImport } from "@/lib/contacts/imports/start-import";
import { undoImport } from "@/lib/contacts/imports/undo-import";
import { uploadContacts } from "@/lib/contacts/imports/upload-contacts";
import { createDatabase, type Database } from "@/lib/db/database";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { tenantContext } from "@/test/tenant-context";
import { type App, createApp } from "./start-app";

const people = 40_000;
const unreadable = 500;
const repeated = 1_000;

let database: TestDatabase;
let app: App;
let owner: pg.Client;
let db: Database;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  db = createDatabase({ connectionString: database.connectionString, connectionsMax: 2 });
  app = await createApp(database.connectionString);
  await app.start();
});
afterAll(async () => {
  await app.dispose();
  await db.close();
  await owner.end();
  await database.dispose();
});

test("an import goes on, and its undo, when the application is killed outright while it checks, imports and undoes", async () => {
  await owner.query("UPDATE system_config SET config_value = '100000' WHERE config_key = 'max_contacts_per_upload'");
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO users (email, name, country) VALUES ('tenant@killed.example', 'Tenant', 'GB') RETURNING id",
  );
  const userId = rows[0]?.id ?? "";
  const ctx = tenantContext(db, userId, { now: new Date().toISOString() });
  const storage = createDiskStorage(path.join(app.dataDir, "storage"));
  const { id } = await uploadContacts(ctx, { fileName: "people.csv", body: fileOf() }, storage);
  const read = () => getImport(ctx, { id });
  const until = (isThere: (detail: ImportDetail) => boolean) => untilImport(read, isThere);

  await mapImport(ctx, { id, name: "0", phone: "1", knownContacts: "fill", hasHeader: "yes", country: "GB" });
  await sleep(300);
  await crash();
  const { counts } = await until(({ status }) => status === "checked");
  expect(counts).toMatchObject({
    rows: people + repeated + unreadable,
    created: people,
    updated: 0,
    skipped: repeated + unreadable,
  });

  await startImport(ctx, { id });
  for (const share of [0.2, 0.6]) {
    await until(({ rowsDone, status }) => rowsDone > share * counts.rows || status === "finished");
    await crash();
  }
  expect((await until(({ status }) => status === "finished")).counts).toEqual(counts);
  expect(await contacts(userId)).toEqual({ contacts: people, numbers: people });

  await undoImport(ctx, { id });
  await sleep(500);
  await crash();
  expect((await until(({ status }) => status === "undone")).counts).toMatchObject({ undone: people, kept: 0 });
  expect(await contacts(userId)).toEqual({ contacts: 0, numbers: 0 });
});

async function crash(): Promise<void> {
  await app.crash();
  await app.start();
}

async function contacts(userId: string) {
  const { rows } = await owner.query(
    "SELECT count(*)::integer AS contacts, count(DISTINCT phone_number)::integer AS numbers FROM contacts WHERE user_id = $1",
    [userId],
  );
  return rows[0];
}

async function* fileOf(): AsyncGenerator<Uint8Array> {
  const numberOf = (row: number) => `07400 ${String(row).padStart(6, "0")}`;
  yield Buffer.from("Name,Phone\n");
  for (let row = 0; row < people; row += 1) yield Buffer.from(`Person ${row},${numberOf(row)}\n`);
  for (let row = 0; row < repeated; row += 1) yield Buffer.from(`Again ${row},${numberOf(row)}\n`);
  for (let row = 0; row < unreadable; row += 1) yield Buffer.from(`Nobody ${row},12\n`);
}

async function untilImport(
  read: () => Promise<ImportDetail>,
  isThere: (detail: ImportDetail) => boolean,
): Promise<ImportDetail> {
  for (const end = Date.now() + 300_000; Date.now() < end; await sleep(20)) {
    const detail = await read();
    if (isThere(detail)) return detail;
    if (detail.status === "failed") throw new Error(detail.failure ?? "The import failed.");
  }
  throw new Error(`The import stands still: ${JSON.stringify(await read())}`);
}
