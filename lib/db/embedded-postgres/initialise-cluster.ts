import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { chownSync } from "node:fs";
import { chmod, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/platform/errors";
import type { Binaries } from "./binaries";
import { idsOf, type ServerUser } from "./server-user";

const unfinishedMark = ".unfinished-";

/**
 * Makes a new, empty cluster in `folder`, whose only role is the superuser `callwright`. It is made beside and moved into place
 * when whole, so an interrupted first start leaves nothing that looks like a database.
 * @throws AppError UNAVAILABLE with initdb's own last words.
 */
export async function initialiseCluster(
  { initdb, majorVersion }: Binaries,
  folder: string,
  user: ServerUser,
  password: string,
): Promise<void> {
  await removeUnfinished(folder);
  const work = `${folder}${unfinishedMark}${randomUUID()}`;
  const cluster = path.join(work, "postgres");
  const passwordFile = path.join(work, "password");
  await mkdir(cluster, { recursive: true, mode: 0o700 });
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 });
  await chmod(work, 0o700);
  if (user) for (const made of [work, cluster, passwordFile]) chownSync(made, user.uid, user.gid);

  try {
    await run(
      initdb,
      [`--pgdata=${cluster}`, `--pwfile=${passwordFile}`, ...clusterOptions, ...localeOptions(majorVersion)],
      user,
    );
    await rename(cluster, folder);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

const clusterOptions = ["--username=callwright", "--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions"];

/** The built-in locale of 17 and later sorts by code point on every machine, whatever the system's libraries do. */
function localeOptions(majorVersion: number): string[] {
  if (majorVersion < 17) return ["--locale=C.UTF-8"];
  return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
}

async function removeUnfinished(folder: string): Promise<void> {
  const parent = path.dirname(folder);
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    if (name.startsWith(path.basename(folder) + unfinishedMark)) await rm(path.join(parent, name), { recursive: true });
  }
}

function run(program: string, args: readonly string[], user: ServerUser): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { ...idsOf(user), cwd: "/", stdio: ["ignore", "ignore", "pipe"] });
    let complaint = "";
    child.stderr.on("data", (chunk) => {
      complaint += chunk;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) return resolve();
      const lastLine = complaint.trim().split("\n").at(-1) ?? `exit code ${code}`;
      reject(new AppError("UNAVAILABLE", `PostgreSQL could not make its data folder: ${lastLine}`));
    });
  });
}
