import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import pg from "pg";
import { openClient } from "./open-client";
import { openKysely } from "./open-kysely";
import { readValue } from "./read-value";

const roundsMax = 5;
const protocolViolation = "08P01";

/**
 * Whether an address leads to a pooler that does not keep sessions: startup parameters are refused or dropped, or two transactions of one
 * connection run in different server processes. Leaves no trace on the server.
 * @throws pg's error where nobody answers.
 */
export async function isPooler(connectionString: string): Promise<boolean> {
  const clients: pg.Client[] = [];
  const mark = randomUUID();
  const open = async () => {
    const client = await openClient({
      connectionString,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
      application_name: "callwright check",
      options: `-c app.opened_as=${mark}`,
    });
    clients.push(client);
    return client;
  };
  try {
    const asked = await open();
    if ((await readValue(openKysely(asked), sql<string | null>`current_setting('app.opened_as', true)`)) !== mark)
      return true;
    return await sharesProcesses(asked, await open());
  } catch (error) {
    // PostgreSQL itself refuses no setting of this form.
    if (error instanceof pg.DatabaseError && error.code === protocolViolation) return true;
    throw error;
  } finally {
    await Promise.all(clients.map((client) => client.end().catch(() => {})));
  }
}

/** A pooler gives the process that was used last to the next client: the other client holds it while the first asks again. */
async function sharesProcesses(asked: pg.Client, other: pg.Client): Promise<boolean> {
  for (let round = 0; round < roundsMax; round += 1) {
    const before = await processOf(asked);
    await other.query("BEGIN");
    const others = await processOf(other);
    const after = others === before ? null : await processOf(asked);
    await other.query("ROLLBACK");
    if (after !== before) return true;
  }
  return false;
}

const processOf = (client: pg.Client) => readValue(openKysely(client), sql<number>`pg_backend_pid()`);
