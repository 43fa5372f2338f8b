import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, renameSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { describeExit } from "@/lib/platform/describe-exit";
import { AppError } from "@/lib/platform/errors";
import { readPostmasterFile } from "./postmaster-file";
import { idsOf, type ServerUser } from "./server-user";

export type Server = {
  /** Settles when the server's process ends, for whatever reason, with how. */
  exited: Promise<string>;
  /** Ends connections and writes a checkpoint; resolves when the process is gone. */
  stop(): Promise<void>;
};

type Options = {
  postgres: string;
  folder: string;
  user: ServerUser;
  port: number;
  logFile: string;
  settings: Readonly<Record<string, string>>;
};

/** Long, because a killed server recovers from its log, and starts over if it is stopped meanwhile. */
const startMsMax = 600_000;
const fastShutdownMsMax = 7_000;
const logBytesMax = 16 * 1024 * 1024;

/**
 * Runs the server as a child in a process group of its own, so that Ctrl-C in the terminal does not end it before its users.
 * @throws AppError UNAVAILABLE with the last line of the server's log when it does not start.
 */
export async function runServer(options: Options): Promise<Server> {
  const logStart = rotateLog(options.logFile);
  const log = openSync(options.logFile, "a", 0o600);
  const settings = { ...options.settings, port: String(options.port) };
  const child = spawn(
    options.postgres,
    ["-D", options.folder, ...Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`])],
    { ...idsOf(options.user), cwd: "/", detached: true, stdio: ["ignore", log, log] },
  );
  closeSync(log);
  const exited = new Promise<string>((resolve) => {
    child.once("exit", (code, signal) => resolve(describeExit(code, signal)));
    child.once("error", (error) => resolve(`with an error: ${error.message}`));
  });
  const guard = startGuard(child, options.user);
  exited.then(() => guard?.kill("SIGKILL"));

  let hasExited = false;
  exited.then(() => {
    hasExited = true;
  });
  for (const end = Date.now() + startMsMax; !isReady(options.folder, child); await sleep(20)) {
    if (hasExited)
      throw new AppError("UNAVAILABLE", `PostgreSQL did not start: ${lastOutput(options.logFile, logStart)}`);
    if (Date.now() > end) {
      child.kill("SIGQUIT");
      throw new AppError("UNAVAILABLE", `PostgreSQL was not ready within ten minutes; its log is ${options.logFile}.`);
    }
  }
  return { exited, stop: () => stop(child, exited) };
}

function isReady(folder: string, child: ChildProcess): boolean {
  const postmaster = readPostmasterFile(folder);
  return postmaster?.pid === child.pid && postmaster?.isReady === true;
}

/** A shell that waits for this process to end, even by SIGKILL, and then shuts the server down. */
function startGuard(server: ChildProcess, user: ServerUser): ChildProcess | undefined {
  if (server.pid === undefined) return undefined;
  const script = 'while read -r _; do :; done; kill -INT "$1"';
  const guard = spawn("/bin/sh", ["-c", script, "callwright-guard", String(server.pid)], {
    ...idsOf(user),
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  guard.on("error", () => undefined);
  guard.unref();
  return guard;
}

async function stop(child: ChildProcess, exited: Promise<unknown>): Promise<void> {
  child.kill("SIGINT");
  const isLate = await Promise.race([exited.then(() => false), sleep(fastShutdownMsMax, true, { ref: false })]);
  if (isLate) child.kill("SIGQUIT");
  await exited;
}

/** Where this run's lines begin. */
function rotateLog(file: string): number {
  const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size < logBytesMax) return size;
  renameSync(file, `${file}.1`);
  return 0;
}

function lastOutput(logFile: string, from: number): string {
  const lines = readFileSync(logFile).subarray(from).toString().trim().split("\n");
  const fatal = lines.filter((line) => /FATAL|PANIC|error/i.test(line)).at(-1);
  return (fatal ?? lines.at(-1) ?? "").replace(/^.*(FATAL|PANIC): +/, "") || `its log is ${logFile}`;
}
