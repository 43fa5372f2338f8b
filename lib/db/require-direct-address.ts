import { randomInt } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { AppError } from "@/lib/platform/errors";
import { isPooler } from "./is-pooler";
import { openClient } from "./open-client";
import { openKysely } from "./open-kysely";
import { isUnavailable } from "./pg-errors";
import { readValue } from "./read-value";

export type Addresses = { databaseUrl: string; databaseDirectUrl: string | undefined };

/**
 * The address over which sessions are kept: for migrations, background jobs and listening for changes.
 * @throws AppError BAD_REQUEST with one sentence that says what to set, where there is none or it is another database's; BAD_REQUEST where
 * the server refuses us; UNAVAILABLE where nobody answers.
 */
export async function requireDirectAddress({ databaseUrl, databaseDirectUrl }: Addresses): Promise<string> {
  const name = databaseDirectUrl ? "DATABASE_DIRECT_URL" : "DATABASE_URL";
  const direct = databaseDirectUrl ?? databaseUrl;
  if (await reaching(name, isPooler(direct))) {
    throw new AppError(
      "BAD_REQUEST",
      databaseDirectUrl
        ? "DATABASE_DIRECT_URL leads through a connection pooler as well: set it to the address of the PostgreSQL server itself."
        : "DATABASE_URL leads through a connection pooler: set DATABASE_DIRECT_URL, besides it, to the address of the PostgreSQL server itself, which migrations, background jobs and live updates need.",
    );
  }
  if (databaseDirectUrl && !(await reaching("DATABASE_URL", areOneDatabase(databaseUrl, direct)))) {
    throw new AppError("BAD_REQUEST", "DATABASE_DIRECT_URL leads to another database than DATABASE_URL.");
  }
  return direct;
}

/** Two transactions of one database cannot have the same advisory lock at the same time; those of two databases can. */
async function areOneDatabase(first: string, second: string): Promise<boolean> {
  const lock = sql<boolean>`pg_try_advisory_xact_lock(hashtext('callwright addresses'), ${randomInt(2 ** 31)})`;
  const clients: pg.Client[] = [];
  try {
    for (const connectionString of [first, second]) {
      clients.push(await openClient({ connectionString, connectionTimeoutMillis: 10_000, query_timeout: 10_000 }));
    }
    for (const client of clients) await client.query("BEGIN");
    const answers = [];
    for (const client of clients) answers.push(await readValue(openKysely(client), lock));
    for (const client of clients) await client.query("ROLLBACK");
    return answers[1] === false;
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
  }
}

async function reaching<T>(name: string, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    const reason = error instanceof Error ? error.message || ("code" in error ? String(error.code) : "") : "";
    const isAway = !(error instanceof pg.DatabaseError) || isUnavailable(error);
    throw new AppError(
      isAway ? "UNAVAILABLE" : "BAD_REQUEST",
      `The database of ${name} ${isAway ? "does not answer" : "refuses the connection"}: ${reason || "the connection failed"}.`,
      { cause: error },
    );
  }
}
