import { existsSync } from "node:fs";
import { chmod, mkdtemp, readdir, realpath, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { acquireLock } from "@/lib/platform/lock-file";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./start-embedded-postgres";
import { stopOrphan } from "./stop-orphan";

const prefix = "callwright-throwaway-";

/** A server whose data is gone when it stops, and which trades durability for speed; its programs are the given ones or our own. */
export async function startThrowawayPostgres(
  settings: Readonly<Record<string, string>> = {},
  programsFolder?: string,
): Promise<EmbeddedPostgres> {
  await removeAbandoned();
  const dataDir = await mkdtemp(path.join(tmpdir(), prefix));
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir,
    password: "throwaway",
    programsFolder,
    settings: { fsync: "off", synchronous_commit: "off", full_page_writes: "off", ...settings },
  });
  return {
    ...server,
    async stop() {
      await server.stop();
      await remove(dataDir);
    },
  };
}

/** What runs that were killed have left in the temporary folder. */
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue;
    const dataDir = path.join(tmpdir(), name);
    await removeIfAbandoned(dataDir).catch(() => undefined);
  }
}

async function removeIfAbandoned(dataDir: string): Promise<void> {
  // A folder without a port is perhaps one that another run is just making.
  const isYoung = Date.now() - (await stat(dataDir)).mtimeMs < 3_600_000;
  if (isYoung && !existsSync(path.join(dataDir, "postgres.port"))) return;
  const lock = await acquireLock(path.join(dataDir, "postgres.lock"));
  if ("heldByPid" in lock) return;
  await stopOrphan(path.join(dataDir, "postgres"));
  await remove(dataDir);
}

/** The data folder may be a link to a place that the server's user can reach. */
async function remove(dataDir: string): Promise<void> {
  const folder = await realpath(path.join(dataDir, "postgres")).catch(() => dataDir);
  for (const place of [folder, dataDir]) await rm(place, { recursive: true, force: true });
}
