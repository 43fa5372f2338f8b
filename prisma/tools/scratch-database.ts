import { randomBytes } from "node:crypto";
import { Client, escapeIdentifier } from "pg";

export type ScratchDatabase = { connectionString: string; drop(): Promise<void> };

const prefix = "callwright_scratch_";
const abandonedAfterHours = 6;

/** A database of its own on the server of `serverUrl`, empty or cloned from `template`, until it is dropped. */
export async function createScratchDatabase(serverUrl: string, template = "template0"): Promise<ScratchDatabase> {
  const name = `${prefix}${Math.floor(Date.now() / 1000)}_${randomBytes(6).toString("hex")}`;
  // Copying files takes a sixth of the time of copying through the write-ahead log.
  const options = `TEMPLATE ${escapeIdentifier(template)} STRATEGY file_copy`;
  await onServer(serverUrl, (client) => client.query(`CREATE DATABASE ${escapeIdentifier(name)} ${options}`));
  return {
    connectionString: withDatabaseName(serverUrl, name),
    drop: () => onServer(serverUrl, (client) => dropDatabase(client, name)),
  };
}

/** Drops the scratch databases that killed runs left on a server which outlives them. */
export async function dropAbandonedDatabases(serverUrl: string): Promise<void> {
  await onServer(serverUrl, async (client) => {
    const { rows } = await client.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname ~ $1 AND split_part(datname, '_', 3)::bigint < $2::double precision",
      [`^${prefix}[0-9]+_`, Date.now() / 1000 - abandonedAfterHours * 3600],
    );
    for (const { datname } of rows) await dropDatabase(client, datname);
  });
}

export function withDatabaseName(connectionString: string, name: string): string {
  const url = new URL(connectionString);
  url.pathname = `/${name}`;
  return url.toString();
}

async function dropDatabase(client: Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${escapeIdentifier(name)} WITH (FORCE)`);
}

async function onServer(serverUrl: string, work: (client: Client) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: serverUrl });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
