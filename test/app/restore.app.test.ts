import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { expect, test } from "vitest";
import type { EmbeddedPostgres } from "@/lib/db/embedded-postgres/start-embedded-postgres";
import { startThrowawayPostgres } from "@/lib/db/embedded-postgres/start-throwaway-postgres";
import { conversationEvent } from "@/test/conversation";
import { documentedCommands } from "@/test/documented-commands";
import { installedPostgres } from "@/test/installed-postgres";
import { startProgram } from "@/test/start-program";
import { createPerson, type Person } from "./people";
import { sendUntilKept } from "./send-until-kept";
import { type App, appSecret, createApp } from "./start-app";

// The server that comes with Callwright brings no pg_dump, and an older pg_dump refuses a newer server.
const folder = installedPostgres("15");
const keys = { NEXTAUTH_SECRET: "a-secret-for-tests-only-0001", CONFIG_ENCRYPTION_KEY: "ab".repeat(32) };
const eventCount = 300;

function run(commands: string, env: Record<string, string>): void {
  const { status, stderr } = spawnSync("/bin/sh", ["-e", "-c", commands], {
    encoding: "utf8",
    env: { ...process.env, ...env, PATH: `${folder}:${process.env.PATH}` },
  });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
}

async function query<T extends pg.QueryResultRow>(connectionString: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function sendEvents(app: App, person: Person, count: number) {
  const bodies = Array.from({ length: count }, (_, n) =>
    Buffer.from(
      JSON.stringify(
        conversationEvent({ agentId: `agent_${person.userId}`, collected: { intent_score: (n * 7) % 101 } }),
      ),
    ),
  );
  return sendUntilKept({ port: app.port, secret: appSecret, connections: 8 }, bodies);
}

async function untilNothingIsPending(connectionString: string): Promise<void> {
  const pending = "SELECT FROM webhook_events WHERE status = 'pending' LIMIT 1";
  for (const end = Date.now() + 120_000; (await query(connectionString, pending)).length > 0; await sleep(100)) {
    if (Date.now() > end) throw new Error("Events stayed pending for two minutes");
  }
}

const findings = (connectionString: string) =>
  query(
    connectionString,
    `SELECT check_name, detail FROM audit_data_isolation()
     UNION ALL SELECT check_name, detail FROM validate_user_data_consistency(NULL)`,
  );

async function restoredElsewhere(source: EmbeddedPostgres, app: App, backup: string): Promise<EmbeddedPostgres> {
  run(documentedCommands("backup"), {
    DATABASE_DIRECT_URL: source.connectionString,
    BACKUP_DIR: backup,
    STORAGE_DIR: path.join(app.dataDir, "storage"),
  });
  const target = await startThrowawayPostgres({}, folder);
  await query(target.connectionString.replace(/callwright$/, "postgres"), "DROP DATABASE callwright");
  run(documentedCommands("restore"), {
    SERVER_URL: target.connectionString.replace(/\/callwright$/, ""),
    DATABASE_DIRECT_URL: target.connectionString,
    BACKUP_DIR: backup,
    STORAGE_DIR: path.join(backup, "restored"),
  });
  return target;
}

if (folder) {
  test("a dump of a running instance, restored on another server, starts, passes the audits and goes on", async () => {
    const backup = await mkdtemp(path.join(tmpdir(), "callwright-backup-"));
    const storage = path.join(backup, "restored");
    const source = await startThrowawayPostgres({}, folder);
    const app = await createApp(source.connectionString, keys);
    await app.start();
    const owner = new pg.Client({ connectionString: source.connectionString });
    await owner.connect();
    const person = await createPerson(app, owner, "user");
    await owner.end();
    // The person's own call was put there by hand, and is what the audits have to say before and after.
    const known = await findings(source.connectionString);
    const admin = startProgram("bin/create-admin.ts", ["--email", "first@operator.example", "--name", "First"], {
      env: { DATABASE_URL: source.connectionString, ADMIN_PASSWORD: "a long enough secret 4711" },
    });
    expect(await admin.ends()).toBe(0);

    const sending = await sendEvents(app, person, eventCount);
    await sending.untilKept(eventCount / 3);
    const target = await restoredElsewhere(source, app, backup);
    await sending.done;
    await app.dispose();
    await source.stop();
    expect(await readdir(storage, { recursive: true })).not.toEqual([]);

    const restored = await createApp(target.connectionString, { ...keys, STORAGE_DIR: storage });
    await restored.start();
    await untilNothingIsPending(target.connectionString);
    const [counted] = await query<{ events: number; calls: number }>(
      target.connectionString,
      "SELECT (SELECT count(*)::integer FROM webhook_events) AS events, (SELECT count(*)::integer FROM calls) AS calls",
    );
    expect(counted?.events).toBeGreaterThanOrEqual(eventCount / 3);
    // One call more, which the person had before.
    expect(counted?.calls).toBe((counted?.events ?? 0) + 1);
    expect(await findings(target.connectionString)).toEqual(known);

    const more = await sendEvents(restored, person, 20);
    await more.done;
    await untilNothingIsPending(target.connectionString);
    expect(await findings(target.connectionString)).toEqual(known);
    const signedIn = await fetch(`http://127.0.0.1:${restored.port}/api/calls/${person.callId}/recording`, {
      headers: { cookie: person.cookie },
    });
    expect(signedIn.status).toBe(200);
    expect((await signedIn.arrayBuffer()).byteLength).toBeGreaterThan(0);
    const verified = startProgram("bin/verify-audit.ts", [], { env: { DATABASE_URL: target.connectionString } });
    expect(await verified.ends()).toBe(0);
    expect(verified.output()).toMatch(/^The audit log is intact\./);

    await restored.dispose();
    await target.stop();
    await rm(backup, { recursive: true, force: true });
  }, 400_000);
} else {
  test("without PostgreSQL 15 on this machine that is said", () => {
    console.log("PostgreSQL 15 is not installed on this machine, so no dump was restored on it.");
  });
}
