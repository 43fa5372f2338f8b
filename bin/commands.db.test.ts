import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in-with-password";
import { createDatabase } from "@/lib/db/database";
import { provideEnv } from "@/lib/platform/env";
import { AppError } from "@/lib/platform/errors";
import { acquireLock } from "@/lib/platform/lock-file";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { startProgram } from "@/test/start-program";
import { provideTestSecrets } from "@/test/test-secrets";
import { createAdminCommand } from "./create-admin";
import { verifyAuditCommand } from "./verify-audit";

const password = "a long enough secret";
let database: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  provideTestSecrets();
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await database.dispose();
});

/** As a process of its own, which takes a second. */
async function run(file: string, args: readonly string[], env: Record<string, string> = {}) {
  const program = startProgram(file, args, {
    env: { DATABASE_URL: database.connectionString, ADMIN_PASSWORD: password, ...env },
  });
  const exitCode = await program.ends();
  return { exitCode, output: program.output() };
}
/** The sentence that the command prints, in this process. */
async function within(command: Promise<string>): Promise<string> {
  return command.catch((error: unknown) => {
    if (error instanceof AppError) return error.message;
    throw error;
  });
}
function createAdmin(args: readonly string[], env: Record<string, string> = {}): Promise<string> {
  provideEnv({ DATABASE_URL: database.connectionString, ADMIN_PASSWORD: password, ...env });
  return within(createAdminCommand(args));
}
const verifyAudit = (args: readonly string[]) => within(verifyAuditCommand(args));
const accounts = async () => (await owner.query("SELECT email, role, name FROM users ORDER BY email")).rows;
const first = ["--email", "First@Operator.example", "--name", "First"];

test.each<[string, string[], Record<string, string>, string]>([
  ["a password among the arguments", [...first, "--password", password], {}, "never taken from the arguments"],
  ["a password glued to its flag", [...first, `--password=${password}`], {}, "never taken from the arguments"],
  ["no address", ["--name", "First"], {}, "Give an email address"],
  ["an address that is none", ["--email", "first", "--name", "First"], {}, "Give an email address"],
  ["no name", ["--email", "first@operator.example"], {}, "needs a name"],
  ["a role that is none", [...first, "--role", "owner"], {}, "The role is admin or super_admin."],
  ["an unknown flag", [...first, "--force"], {}, "Usage: npm run admin:create"],
  ["a password that is guessed soon", first, { ADMIN_PASSWORD: "password123" }, "Choose another password."],
  ["a short password", first, { ADMIN_PASSWORD: "short" }, "at least 8 characters"],
])("%s is refused in a sentence, and no account is made", async (_, args, env, sentence) => {
  const output = await createAdmin(args, env);
  expect(output).toContain(sentence);
  expect(output).not.toContain(password);
  expect(await accounts()).toEqual([]);
});

test("a refusal ends the program with a code and without a stack, and no account is made", async () => {
  const { exitCode, output } = await run("bin/create-admin.ts", first, { ADMIN_PASSWORD: "" });
  expect(output).toContain("ADMIN_PASSWORD");
  expect(output).not.toMatch(/\n\s+at /);
  expect(exitCode).toBe(1);
  expect(await accounts()).toEqual([]);
});

test("the first super admin is created, can sign in, and is in the audit log; a repeated call does nothing", async () => {
  expect(await run("bin/create-admin.ts", first)).toEqual({
    exitCode: 0,
    output: "Created first@operator.example as super_admin.\n",
  });
  const again = await createAdmin(first, { ADMIN_PASSWORD: "" });
  expect(again).toBe("first@operator.example is super_admin already. Nothing was changed.");
  expect(await accounts()).toEqual([{ email: "first@operator.example", role: "super_admin", name: "First" }]);
  const { rows } = await owner.query("SELECT action, details, user_agent FROM admin_audit_log");
  expect(rows).toEqual([
    {
      action: "user.create",
      details: { before: null, after: { email: "first@operator.example", role: "super_admin" }, by: "command line" },
      user_agent: "npm run admin:create",
    },
  ]);
  expect(JSON.stringify(rows)).not.toContain(password);

  const db = createDatabase({ connectionString: database.connectionString, connectionsMax: 2 });
  const client = { ipAddress: null, userAgent: null };
  const input = { email: "first@operator.example", password };
  const signedIn = signInWithPassword({ db, clock: { now: () => new Date() } }, input, client);
  await expect(signedIn).resolves.toMatchObject({ userId: expect.any(String) });
  await db.close();
});

test("a further administrator needs an explicit role, and an existing account keeps its password", async () => {
  await owner.query("INSERT INTO users (email, name, password_hash) VALUES ('user@operator.example', 'User', 'kept')");
  const promote = ["--email", "user@operator.example"];
  // Who signed up with the address knows the password, and need not be its owner.
  const unproved = await createAdmin([...promote, "--role", "super_admin"]);
  expect(unproved).toContain("has not confirmed its address");
  await owner.query("UPDATE users SET email_verified = true WHERE email = 'user@operator.example'");
  expect(await createAdmin(promote)).toContain("There is a super admin already");
  expect(await createAdmin([...promote, "--role", "admin"])).toContain("is now admin");
  expect(await createAdmin([...promote, "--role", "super_admin"])).toContain("is now super_admin");
  expect(await createAdmin([...promote, "--role", "admin"])).toContain("is super_admin already");
  const { rows } = await owner.query("SELECT role, password_hash FROM users WHERE email = 'user@operator.example'");
  expect(rows).toEqual([{ role: "super_admin", password_hash: "kept" }]);

  await owner.query("UPDATE users SET is_active = false WHERE email = 'user@operator.example'");
  expect(await createAdmin([...promote, "--role", "super_admin"])).toContain("is closed");
});

test("the audit log is verified by a command: whole, compared with a head that was kept, and after tampering", async () => {
  const whole = await verifyAudit([]);
  expect(whole).toMatch(/^The audit log is intact\./);
  const head = /newest entry is (\d+:[0-9a-f]{64})/.exec(whole)?.[1] ?? "";
  expect((await run("bin/verify-audit.ts", ["--expect", head])).exitCode).toBe(0);
  const other = await verifyAudit(["--expect", head.replace(/.{8}$/, "00000000")]);
  expect(other).toContain("not the entry that was expected");
  expect(await verifyAudit(["--expect", "x"])).toContain("Usage: npm run audit:verify");

  await owner.query("SET session_replication_role = replica");
  await owner.query("UPDATE admin_audit_log SET details = '{}' WHERE entry_number = 2");
  const broken = await run("bin/verify-audit.ts", []);
  expect(broken).toEqual({
    exitCode: 1,
    output: "The audit log was tampered with:\n  entry 2: what it says was changed\n",
  });
});

test("while a running Callwright holds the embedded database, the command says so", async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), "callwright-admin-"));
  await acquireLock(path.join(dataDir, "postgres.lock"));
  const { exitCode, output } = await run("bin/create-admin.ts", first, { DATABASE_URL: "", DATA_DIR: dataDir });
  expect(output).toContain(`Another Callwright (process ${process.pid}) is using ${dataDir}`);
  expect(exitCode).toBe(1);
  await rm(dataDir, { recursive: true, force: true });
});
