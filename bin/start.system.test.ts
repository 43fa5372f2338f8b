import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { localSecrets } from "@/lib/platform/local-secrets";
import { processCommand } from "@/lib/platform/process-identity";
import { createScratchDatabase } from "@/prisma/tools/scratch-database";
import { demoCopy } from "@/test/demo-copy";
import { childrenOf, findProcesses } from "@/test/find-processes";
import { freePort } from "@/test/free-port";
import { type Program, startProgram, startScript } from "@/test/start-program";

let dataDir: string;
let port: number;
let programs: Program[];

/** Where a first start has made the database: most tests are about what comes after it, and begin with a copy. */
let startedOnce: string;

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-start-"));
  await chmod(folder, 0o755);
  return folder;
}

/** With its owners: the database server does not run as root. */
const copyFolder = (from: string, to: string) => promisify(execFile)("cp", ["-a", `${from}/.`, to]);

beforeAll(async () => {
  startedOnce = await makeFolder();
  dataDir = startedOnce;
  port = await freePort();
  programs = [];
  const first = await startReady();
  first.child.kill("SIGTERM");
  expect(await first.ends()).toBe(0);
}, 240_000);
afterAll(() => rm(startedOnce, { recursive: true, force: true }));
beforeEach(async () => {
  dataDir = await makeFolder();
  await copyFolder(startedOnce, dataDir);
  port = await freePort();
  programs = [];
});
afterEach(async () => {
  for (const { child, ends } of programs) {
    child.kill("SIGTERM");
    await ends();
  }
  await rm(dataDir, { recursive: true, force: true });
});

const ownEnv = () => ({ DATABASE_URL: "", DEMO: "0", DATA_DIR: dataDir, PORT: String(port) });
function start(env: Record<string, string> = {}): Program {
  const program = startProgram("bin/start.ts", [], { env: { ...ownEnv(), ...env } });
  programs.push(program);
  return program;
}

async function startReady(env?: Record<string, string>): Promise<Program> {
  const program = start(env);
  await program.prints(/Ctrl-C stops it/, 200_000);
  return program;
}

const webProcesses = () => findProcesses(`serve-next.mjs ${port}`);
const databaseServers = () => findProcesses(`-D ${dataDir}/postgres`);
const leftOver = () => [
  ...findProcesses(`${dataDir}/postgres`),
  ...webProcesses(),
  ...programs.flatMap(({ child }) => (child.pid === undefined ? [] : childrenOf(child.pid))),
];

async function allGone(): Promise<void> {
  for (const end = Date.now() + 10_000; leftOver().length > 0 && Date.now() < end; ) await sleep(50);
  expect(leftOver()).toEqual([]);
}

test("a first start prints the address and two sign-ins, a later one is ready much sooner with the same password", async () => {
  await rm(dataDir, { recursive: true });
  dataDir = await makeFolder();
  const firstStartedAt = Date.now();
  const first = await startReady({ DEMO: "1" });
  const firstMs = Date.now() - firstStartedAt;
  const signIns = /demo@example\.com +(\S+)\n +Demo admin +admin@example\.com +\1\n/;
  const [, password = ""] = signIns.exec(first.output()) ?? [];
  expect(first.output()).toContain(`Callwright runs on http://localhost:${port}\n`);
  expect(password).toMatch(/^\w{4}-\w{4}-\w{4}$/);
  first.child.kill("SIGINT");
  expect(await first.ends()).toBe(0);

  const startedAt = Date.now();
  const second = await startReady({ DEMO: "1" });
  // A sixth of it on an idle machine. Seconds would depend on what else the machine does.
  expect(Date.now() - startedAt).toBeLessThan(firstMs / 2);
  expect(signIns.exec(second.output())?.[1]).toBe(password);
  const ready = await fetch(`http://localhost:${port}/api/ready`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({
    search: { state: "ok", delaySeconds: expect.any(Number), pendingCalls: expect.any(Number) },
  });
  await expectDemoLedgerInOrder();

  second.child.kill("SIGTERM");
  expect(await second.ends()).toBe(0);
  // For the browser tests, which need not make it anew.
  if (demoCopy) await copyFolder(dataDir, demoCopy);
});

/** The demo's ledger runs in the order of its calls, and ends with the balance. */
async function expectDemoLedgerInOrder(): Promise<void> {
  const { databasePassword: password } = await localSecrets(dataDir);
  const databasePort = Number((await readFile(path.join(dataDir, "postgres/postmaster.pid"), "utf8")).split("\n")[3]);
  const client = new pg.Client({ host: "127.0.0.1", port: databasePort, user: "callwright", password });
  await client.connect();
  const { rows: entries } = await client.query<{ at: Date; balance: number }>(
    `SELECT t.occurred_at AS at, t.balance_after AS balance FROM credit_transactions t JOIN users u ON u.id = t.user_id
     WHERE u.email = 'demo@example.com' AND t.type <> 'bonus' ORDER BY t.entry_number`,
  );
  expect(entries.length).toBeGreaterThan(500);
  expect(entries.filter(({ at }, index) => at < (entries[index - 1]?.at ?? at))).toEqual([]);
  const { rows } = await client.query(
    `SELECT (SELECT t.balance_after FROM calls c JOIN credit_transactions t ON t.call_id = c.id
       WHERE c.user_id = u.id ORDER BY c.started_at DESC LIMIT 1) AS balance, u.credits
     FROM users u WHERE u.email = 'demo@example.com'`,
  );
  expect(rows[0]?.balance).toBe(rows[0]?.credits);
  await client.end();
}

test.each(["SIGINT", "SIGTERM"] as const)(
  "%s ends everything within 10 s, also under an open connection",
  async (signal) => {
    const program = await startReady();
    const open = connect(port, "127.0.0.1");
    open.on("error", () => undefined);
    open.write("GET /api/health HTTP/1.1\r\nHost: localhost\r\n");
    const sentAt = Date.now();
    program.child.kill(signal);
    expect(await program.ends()).toBe(0);
    expect(Date.now() - sentAt).toBeLessThan(10_000);
    expect(leftOver()).toEqual([]);
  },
);

test("SIGTERM to npm alone, as process managers send it, ends everything in order within 10 s", async () => {
  const npm = startScript("start", { env: ownEnv() });
  programs.push(npm);
  await npm.prints(/Ctrl-C stops it/, 200_000);
  const sentAt = Date.now();
  npm.child.kill("SIGTERM");
  await npm.ends();
  expect(Date.now() - sentAt).toBeLessThan(10_000);
  expect(npm.output()).toContain("Stopping…");
  expect(npm.output()).not.toContain("did not stop cleanly");
  expect(leftOver()).toEqual([]);
});

test("after SIGKILL no process is left, and the next start works at once", async () => {
  const first = await startReady();
  first.child.kill("SIGKILL");
  await first.ends();
  const second = await startReady();
  second.child.kill("SIGTERM");
  expect(await second.ends()).toBe(0);
  await allGone();

  const third = await startReady();
  third.child.kill("SIGKILL");
  await allGone();
});

const jobProcesses = (supervisor: Program) =>
  childrenOf(supervisor.child.pid ?? 0).filter((pid) => processCommand(pid)?.includes("worker.mjs"));
const status = (path: string) =>
  fetch(`http://127.0.0.1:${port}${path}`).then(
    (response) => response.status,
    () => 0,
  );

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 60_000; !(await isSo()); await sleep(50)) {
    if (Date.now() > end) throw new Error("It did not become so within a minute");
  }
}

test("killed outright, one by one and all at once, the parts are started again, which is said, and all is ready as before", async () => {
  const program = await startReady();
  const parts: [string, (supervisor: Program) => number[]][] = [
    ["web server", webProcesses],
    ["background jobs", jobProcesses],
    // Last, for what the others say of its absence would stand beside how they ended.
    ["database server", databaseServers],
  ];
  for (const [name, find] of parts) {
    const before = find(program);
    expect([name, before.length]).toEqual([name, 1]);
    for (const pid of before) process.kill(pid, "SIGKILL");
    await program.prints(new RegExp(`The ${name} ended by SIGKILL\\. It is started again in 0\\.5 s\\.\n`));
    await program.prints(new RegExp(`The ${name} was started again\\.\n`));
    await until(async () => (await status("/api/ready")) === 200);
    expect([name, find(program).length]).toEqual([name, 1]);
    expect(find(program)).not.toEqual(before);
  }

  const printed = program.output().length;
  const before = parts.flatMap(([, find]) => find(program));
  for (const pid of before) process.kill(pid, "SIGKILL");
  await until(() =>
    parts.every(([name]) => program.output().slice(printed).includes(`The ${name} was started again.\n`)),
  );
  await until(async () => (await status("/api/ready")) === 200);
  program.child.kill("SIGINT");
  expect(await program.ends()).toBe(0);
  expect(leftOver()).toEqual([]);
});

test("a part that keeps dying ends everything with the reason and a failure exit code", async () => {
  const program = await startReady();
  const killing = setInterval(() => {
    for (const pid of webProcesses()) process.kill(pid, "SIGKILL");
  }, 50);
  const code = await program.ends();
  clearInterval(killing);
  expect(code).toBe(1);
  expect([...program.output().matchAll(/It is started again in (\S+) s\./g)].map(([, seconds]) => seconds)).toEqual([
    "0.5",
    "1",
    "2",
    "4",
  ]);
  expect(program.output()).toMatch(
    /The web server ended by SIGKILL, for the 5th time in a row, so Callwright stops\.\n$/,
  );
  await allGone();
});

test("a port that another program took from the web server is reported as the reason", async () => {
  const program = await startReady();
  const [pid = 0] = webProcesses();
  process.kill(pid, "SIGKILL");
  const other = createServer();
  await until(
    () =>
      new Promise((resolve) => {
        other.once("error", () => resolve(false)).listen(port, () => resolve(true));
      }),
  );
  const code = await program.ends();
  other.close();
  expect(code).toBe(1);
  expect(program.output()).toMatch(
    new RegExp(
      `The web server ended with exit code 1 \\(Port ${port} is in use\\), for the 5th time in a row, so Callwright stops\\.\n$`,
    ),
  );
  await allGone();
});

test("SIGINT while a part waits to be started again ends everything at once", async () => {
  const program = await startReady();
  for (const pid of databaseServers()) process.kill(pid, "SIGKILL");
  await program.prints(/The database server ended by SIGKILL/);
  program.child.kill("SIGINT");
  expect(await program.ends()).toBe(0);
  expect(program.output()).not.toContain("was started again");
  await allGone();
});

test.each([
  ["PORT", "70000", /^The environment variable PORT must [^.]+\.\n$/],
  ["DATABASE_URL", "localhost", /^The environment variable DATABASE_URL must [^.]+\.\n$/],
])("a malformed %s stops the start with one sentence", async (name, value, sentence) => {
  const program = start({ [name]: value });
  expect(await program.ends()).toBe(1);
  expect(program.output()).toMatch(sentence);
});

test("a port in use stops the start with one sentence", async () => {
  const other = createServer().listen(port);
  const program = start();
  expect(await program.ends()).toBe(1);
  other.close();
  expect(program.output()).toMatch(new RegExp(`^Port ${port} is in use: .+\\.\n$`));
});

test("a second start on the same data folder stops with one sentence and leaves the first alone", async () => {
  const first = await startReady();
  const second = start({ PORT: String(await freePort()) });
  expect(await second.ends()).toBe(1);
  expect(second.output()).toMatch(new RegExp(`^Another Callwright \\(process ${first.child.pid}\\) is using .+\\.\n$`));
  expect((await fetch(`http://localhost:${port}/api/ready`)).status).toBe(200);
});

test("with an external database no embedded one is started, and no demo data is created or printed", async () => {
  const database = await createScratchDatabase(inject("serverUrl"));
  const program = await startReady({ DATABASE_URL: database.connectionString, DEMO: "" });
  expect(program.output()).not.toContain("example.com");
  expect(findProcesses(`${dataDir}/postgres`)).toEqual([]);

  const worker = startProgram("bin/worker.ts", [], {
    env: { DATABASE_URL: database.connectionString, DATA_DIR: dataDir },
  });
  await worker.prints(/The worker is running/);
  for (const { child, ends } of [worker, program]) {
    child.kill("SIGTERM");
    expect(await ends()).toBe(0);
  }
  await database.drop();
});

test.each([
  ["worker", "bin/worker.ts"],
  ["web server", "bin/web.ts"],
])("a %s without a database says which variable is missing", async (what, program) => {
  const started = startProgram(program, [], {
    env: { DATABASE_URL: "", NEXTAUTH_SECRET: "a secret of this test", PORT: String(port) },
  });
  expect(await started.ends()).toBe(1);
  expect(started.output()).toMatch(
    new RegExp(`^The environment variable DATABASE_URL must name the database that this ${what} serves\\.\n$`),
  );
});

test("a web process alone needs the secret that all of them share", async () => {
  const web = startProgram("bin/web.ts", [], {
    env: { DATABASE_URL: "postgres://127.0.0.1:9/x", NEXTAUTH_SECRET: "" },
  });
  expect(await web.ends()).toBe(1);
  expect(web.output()).toMatch(/^The environment variable NEXTAUTH_SECRET must be set, [^.]+\.\n$/);
});
