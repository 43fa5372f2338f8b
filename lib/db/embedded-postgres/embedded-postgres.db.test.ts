import { execFile } from "node:child_process";
import { chmod, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { Client } from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { processCommand } from "@/lib/platform/process-identity";
import { findProcesses } from "@/test/find-processes";
import { type Program, startProgram } from "@/test/start-program";
import { readPostmasterFile } from "./postmaster-file";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start-embedded-postgres";

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

let dataDir: string;
let said: string[];
let running: (() => Promise<unknown>)[];

/** A data folder whose database is made and was stopped: most tests are about what comes after that. */
let madeOnce: string;

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-embedded-"));
  await chmod(folder, 0o777);
  return folder;
}

/** With its owners: the database server does not run as root. */
const copyMade = () => promisify(execFile)("cp", ["-a", `${madeOnce}/.`, dataDir]);

beforeAll(async () => {
  madeOnce = await makeFolder();
  const server = await startEmbeddedPostgres({ dataDir: madeOnce, password: "test-password", say: () => {} });
  await server.stop();
});
afterAll(() => rm(madeOnce, { recursive: true }));
beforeEach(async () => {
  dataDir = await makeFolder();
  said = [];
  running = [];
});
afterEach(async () => {
  for (const stop of running) await stop();
  const place = path.dirname(await realpath(path.join(dataDir, "postgres")));
  for (const folder of new Set([place, dataDir])) await rm(folder, { recursive: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir,
    password: "test-password",
    say: (sentence) => said.push(sentence),
  });
  running.unshift(() => server.stop());
  return server;
}

async function startElsewhere(uid?: number): Promise<Program> {
  const program = startProgram("test/programs/run-embedded-postgres.ts", [dataDir], { uid });
  await program.prints(/^started/m);
  running.unshift(() => {
    program.child.kill();
    return program.ends();
  });
  return program;
}

async function query(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const serverPid = () => readPostmasterFile(path.join(dataDir, "postgres"))?.pid ?? 0;

test("data and port survive a restart", async () => {
  const first = await start();
  await query(first.connectionString, "CREATE TABLE kept AS SELECT 42 AS n");
  await first.stop();
  const second = await start();
  expect(await query(second.connectionString, "SELECT n FROM kept")).toEqual([{ n: 42 }]);
  expect(second.connectionString).toBe(first.connectionString);
});

test("only this machine's programs that know the password get in", async () => {
  await copyMade();
  const { connectionString } = await start();
  const [settings] = await query(
    connectionString,
    "SELECT current_setting('listen_addresses') AS listens, current_setting('unix_socket_directories') AS sockets, current_setting('synchronous_commit') AS commits",
  );
  expect(settings).toEqual({ listens: "127.0.0.1", sockets: "", commits: "on" });
  await expect(query(connectionString.replace("test-password", "other"), "SELECT 1")).rejects.toThrow("password");
});

test("a second Callwright on the same data folder is refused in one sentence that names the first", async () => {
  await copyMade();
  const { child } = await startElsewhere();
  await expect(start()).rejects.toThrow(
    new RegExp(`^Another Callwright \\(process ${child.pid}\\) is using ${dataDir}: [^.]+\\.$`),
  );
});

test("after SIGKILL the database server ends too, and the next start has every committed row", async () => {
  await copyMade();
  const first = await startElsewhere();
  const [, url = ""] = first.output().match(/^started (.+)$/m) ?? [];
  await query(url, "CREATE TABLE kept AS SELECT 42 AS n");
  first.child.kill("SIGKILL");
  await first.ends();
  const second = await start();
  expect(await query(second.connectionString, "SELECT n FROM kept")).toEqual([{ n: 42 }]);
});

test("a database server that outlived its Callwright is stopped cleanly before the next one starts", async () => {
  await copyMade();
  const first = await startElsewhere();
  const orphan = serverPid();
  for (const guard of findProcesses(`callwright-guard ${orphan}`)) process.kill(guard, "SIGKILL");
  first.child.kill("SIGKILL");
  await first.ends();
  await start();
  expect(said).toContain("Stopped the database server of an earlier run.");
  expect(await readFile(path.join(dataDir, "postgres.log"), "utf8")).toContain("database system is shut down");
  expect(serverPid()).not.toBe(orphan);
});

test("files of a crashed run whose process ids now belong to others do not stop the next start", async () => {
  await copyMade();
  const [postmasterFile, lockFile] = ["postgres/postmaster.pid", "postgres.lock.1"].map((name) =>
    path.join(dataDir, name),
  );
  await writeFile(postmasterFile ?? "", `${process.ppid}\n${dataDir}/postgres\n1\n1\n\n127.0.0.1\n1 1\nready\n`);
  await writeFile(lockFile ?? "", JSON.stringify({ pid: process.ppid, identity: "another boot:1" }));
  await start();
});

test("a port that something else took meanwhile is replaced by a free one", async () => {
  await copyMade();
  const port = Number(await readFile(path.join(dataDir, "postgres.port"), "utf8"));
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(port, "127.0.0.1", resolve));
  running.unshift(async () => other.close());
  const { connectionString } = await start();
  expect(Number(new URL(connectionString).port)).not.toBe(port);
});

test("data of another major version is named and left alone", async () => {
  await copyMade();
  await writeFile(path.join(dataDir, "postgres/PG_VERSION"), "13\n");
  await expect(start()).rejects.toThrow(
    /^The database in .+ was made by PostgreSQL 13 and this is PostgreSQL \d\d: [^.]+\.$/,
  );
});

test("a first start that was cut short leaves nothing that the next one takes for a database", async () => {
  const program = startProgram("test/programs/run-embedded-postgres.ts", [dataDir]);
  while (findProcesses(`--pgdata=${dataDir}`).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  program.child.kill("SIGKILL");
  for (const initdb of findProcesses(`--pgdata=${dataDir}`)) process.kill(initdb, "SIGKILL");
  await program.ends();
  const { connectionString } = await start();
  expect(await query(connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

test("the end of the server is detected, with its cause", async () => {
  await copyMade();
  const server = await start();
  process.kill(serverPid(), "SIGKILL");
  expect(await server.exited).toBe("by SIGKILL");
});

/** A statement that computes does not look whether its server is still there. */
async function computeForLong(connectionString: string): Promise<number> {
  const client = new Client({ connectionString });
  client.on("error", () => undefined);
  await client.connect();
  running.push(() => client.end().catch(() => undefined));
  const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  client.query("SELECT count(*) FROM generate_series(1, 100000000000::bigint)").catch(() => undefined);
  return rows[0]?.pid ?? 0;
}

test("a server that was killed is started again at the same address with every committed row, whatever was under way", async () => {
  await copyMade();
  const first = await start();
  await query(first.connectionString, "CREATE TABLE kept AS SELECT 42 AS n");
  const computing = await computeForLong(first.connectionString);
  const before = serverPid();
  process.kill(before, "SIGKILL");
  await first.exited;
  expect(processCommand(computing)).toContain("postgres:");
  const second = await first.restart();
  running.unshift(() => second.stop());
  expect(serverPid()).not.toBe(before);
  expect(processCommand(computing)).toBeUndefined();
  expect(await query(first.connectionString, "SELECT n FROM kept")).toEqual([{ n: 42 }]);
});

test("backends left by a server that was killed with its Callwright are ended before the next one starts", async () => {
  await copyMade();
  const first = await startElsewhere();
  const [, url = ""] = first.output().match(/^started (.+)$/m) ?? [];
  const computing = await computeForLong(url);
  const server = serverPid();
  for (const guard of findProcesses(`callwright-guard ${server}`)) process.kill(guard, "SIGKILL");
  first.child.kill("SIGKILL");
  process.kill(server, "SIGKILL");
  await first.ends();
  const { connectionString } = await start();
  expect(processCommand(computing)).toBeUndefined();
  expect(await query(connectionString, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
});

if (isRoot) {
  test("as root, a data folder that the server's user cannot reach is replaced by one that it can, said and kept", async () => {
    await chmod(dataDir, 0o700);
    const first = await start();
    expect(said).toContainEqual(
      expect.stringMatching(
        /^The user \w+ cannot reach .+, so the database is in \/var\/lib\/callwright\/data-\w+\/postgres\.$/,
      ),
    );
    await query(first.connectionString, "CREATE TABLE kept AS SELECT 42 AS n");
    await first.stop();
    const second = await start();
    expect(await query(second.connectionString, "SELECT n FROM kept")).toEqual([{ n: 42 }]);
  });

  test("an ordinary user runs it as himself, and root continues with that user's data", async () => {
    const first = await startElsewhere(nobody);
    const [, url = ""] = first.output().match(/^started (.+)$/m) ?? [];
    await query(url, "CREATE TABLE kept AS SELECT 42 AS n");
    first.child.kill("SIGTERM");
    await first.ends();
    const second = await start();
    expect(await query(second.connectionString, "SELECT n FROM kept")).toEqual([{ n: 42 }]);
  });

  test("data that root has made is refused to an ordinary user in one sentence", async () => {
    await (await start()).stop();
    const second = startProgram("test/programs/run-embedded-postgres.ts", [dataDir], { uid: nobody });
    await second.ends();
    expect(second.output()).toContain("belongs to another user or cannot be reached");
  });
}
