import { readFileSync } from "node:fs";
import path from "node:path";
import { Client } from "pg";
import { AppError } from "@/lib/platform/errors";
import { acquireLock } from "@/lib/platform/lock-file";
import { binaries } from "./binaries";
import { dataFolder } from "./data-folder";
import { endBackends } from "./end-backends";
import { freePort } from "./free-port";
import { initialiseCluster } from "./initialise-cluster";
import { runServer, type Server } from "./run-server";
import { stopOrphan } from "./stop-orphan";

export type EmbeddedPostgres = Server & {
  connectionString: string;
  /**
   * Restarts it at the same address after it has ended unexpectedly.
   * @throws AppError UNAVAILABLE with the reason.
   */
  restart(): Promise<Server>;
};

type Options = {
  /** The server keeps its data in `<dataDir>/postgres`, or says where else. */
  dataDir: string;
  password: string;
  /** One sentence for anyone who starts Callwright. */
  say?: (sentence: string) => void;
  /** Overrides the product's own settings. */
  settings?: Readonly<Record<string, string>>;
  /** Where the server's programs lie, when they are not the ones that come with Callwright. */
  programsFolder?: string;
};

const serverSettings = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  wal_compression: "on",
  max_wal_size: "2GB",
  random_page_cost: "1.1",
  jit: "off",
  // So that the metrics can tell how long triggers take.
  track_functions: "pl",
  timezone: "UTC",
  log_timezone: "UTC",
};

/**
 * Starts the PostgreSQL that comes with Callwright, making its cluster and the database `callwright` the first time.
 * @throws AppError CONFLICT when another Callwright uses the data folder, UNAVAILABLE with the reason otherwise.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { dataDir, password, say, settings, programsFolder } = options;
  const place = await dataFolder(dataDir);
  if (place.notice) say?.(place.notice);
  const programs = await binaries(place.user, programsFolder);

  const lock = await acquireLock(path.join(dataDir, "postgres.lock"));
  if ("heldByPid" in lock) {
    throw new AppError(
      "CONFLICT",
      `Another Callwright (process ${lock.heldByPid}) is using ${dataDir}: stop it, or set DATA_DIR to another folder.`,
    );
  }
  try {
    if (place.isInitialised) {
      checkVersion(place.folder, programs.majorVersion);
      if ((await stopOrphan(place.folder)) === "stopped") say?.("Stopped the database server of an earlier run.");
      await endBackends(place.folder);
    } else {
      say?.("Creating the database.");
      await initialiseCluster(programs, place.folder, place.user, password);
    }
    const port = await freePort(path.join(dataDir, "postgres.port"));
    const run = () =>
      runServer({
        postgres: programs.postgres,
        folder: place.folder,
        user: place.user,
        port,
        logFile: path.join(dataDir, "postgres.log"),
        settings: { ...serverSettings, ...settings },
      });
    const server = await run();
    const connectionString = `postgres://callwright:${encodeURIComponent(password)}@127.0.0.1:${port}`;
    await createDatabase(`${connectionString}/postgres`, place.folder).catch(async (error) => {
      await server.stop();
      throw error;
    });
    const holdingLock = ({ exited, stop }: Server): Server => ({ exited, stop: () => stop().then(lock.release) });
    return {
      ...holdingLock(server),
      connectionString: `${connectionString}/callwright`,
      async restart() {
        await endBackends(place.folder);
        return holdingLock(await run());
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function checkVersion(folder: string, majorVersion: number): void {
  let made: number;
  try {
    made = Number(readFileSync(path.join(folder, "PG_VERSION"), "utf8"));
  } catch (error) {
    throw new AppError(
      "UNAVAILABLE",
      `The folder ${folder} holds no PostgreSQL data: remove it, or set DATA_DIR to another folder.`,
      { cause: error },
    );
  }
  if (made === majorVersion) return;
  throw new AppError(
    "UNAVAILABLE",
    `The database in ${folder} was made by PostgreSQL ${made} and this is PostgreSQL ${majorVersion}: export it with pg_dump of version ${made}, or set DATA_DIR to another folder.`,
  );
}

async function createDatabase(connectionString: string, folder: string): Promise<void> {
  const client = new Client({ connectionString });
  try {
    await client.connect();
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = 'callwright'");
    if (rowCount === 0) await client.query("CREATE DATABASE callwright");
  } catch (error) {
    const isWrongPassword = error instanceof Error && "code" in error && error.code === "28P01";
    if (!isWrongPassword) throw error;
    throw new AppError(
      "UNAVAILABLE",
      `The stored password is rejected by the database in ${folder}: restore secrets.json from a backup, or remove the folder to start over.`,
    );
  } finally {
    await client.end();
  }
}
