import path from "node:path";
import type pg from "pg";
import type { UserRole } from "@/lib/access/context";
import { recordingKey } from "@/lib/calls/recordings/recording-key";
import { newId } from "@/lib/platform/ids";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import { cheapPasswordHash } from "@/test/cheap-password-hash";
import { insertCall } from "@/test/insert-call";
import type { App } from "./start-app";

export const password = "a long enough secret 4711";

export type Person = {
  userId: string;
  email: string;
  /** Of their own call, which has a recording. */
  callId: string;
  agentId: string;
  /** Of the lead that the call is about, and of a customer. */
  leadId: string;
  customerId: string;
  /** Of a contact of their own. */
  contactId: string;
  /** Of an import of their own, which ended. */
  importId: string;
  /** What their browser sends. */
  cookie: string;
};

/** Somebody with an agent and a call, signed in. */
export async function createPerson(app: App, owner: pg.Client, role: UserRole): Promise<Person> {
  const userId = newId();
  const email = `${role.replace("_", ".")}.${userId.slice(-6)}@people.example`;
  await owner.query(
    `INSERT INTO users (id, email, name, role, password_hash, password_changed_at, email_verified)
     VALUES ($1, $2, $3, $4, $5, now(), true)`,
    [userId, email, `Name of ${userId}`, role, await cheapPasswordHash(password)],
  );
  const providerAgentId = `agent_${userId}`;
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO agents (user_id, elevenlabs_agent_id, name) VALUES ($1, $2, $3) RETURNING id",
    [userId, providerAgentId, `Agent of ${userId}`],
  );
  const agentId = rows[0]?.id ?? "";
  const callId = await insertCall(
    owner,
    { userId, agentId, providerAgentId },
    { callerName: `Caller of ${userId}`, outcome: "completed", lead: { score: 80 } },
  );
  await keepRecording(app, owner, userId, callId);
  const leadId = await firstId(owner, "SELECT id FROM leads WHERE user_id = $1", [userId]);
  const customerId = await firstId(
    owner,
    `WITH contact AS (INSERT INTO contacts (user_id, name) VALUES ($1, $2) RETURNING id, user_id, name)
     INSERT INTO customers (user_id, contact_id, customer_reference_number, name) SELECT user_id, id, '', name FROM contact RETURNING id`,
    [userId, `Customer of ${userId}`],
  );
  const { contactId, importId } = await keepImport(app, owner, userId);
  const cookie = await signIn(app.port, email, password);
  return { userId, email, callId, agentId, leadId, customerId, contactId, importId, cookie };
}

async function firstId(owner: pg.Client, sql: string, values: unknown[]): Promise<string> {
  return (await owner.query<{ id: string }>(sql, values)).rows[0]?.id ?? "";
}

/** An import with one skipped row and one contact, whose file is kept. */
async function keepImport(
  app: App,
  owner: pg.Client,
  userId: string,
): Promise<{ contactId: string; importId: string }> {
  const [contactId, importId] = [newId(), newId()];
  const key = `imports/${userId}/${importId}.csv`;
  await createDiskStorage(path.join(app.dataDir, "storage"))
    .of(userId)
    .write(key, Buffer.from(`Name\nRow of ${importId}\n`));
  await owner.query(
    `INSERT INTO contact_imports (id, user_id, status, file_name, file_bytes, storage_key, encoding, separator, has_header, columns,
       header_digest, row_count, skipped_count, started_at, finished_at)
     VALUES ($1, $2, 'finished', $4, 20, $3, 'utf-8', ',', true, '[{"header":"Name","samples":[]}]', '', 1, 1, now(), now())`,
    [importId, userId, key, `File of ${userId}`],
  );
  await owner.query(
    `INSERT INTO contact_import_rows (import_id, user_id, row_number, line, verdict, reason)
     VALUES ($1, $2, 1, 2, 'skip', 'nothing_to_reach')`,
    [importId, userId],
  );
  await owner.query("INSERT INTO contacts (id, user_id, name, import_id) VALUES ($1, $2, $3, $4)", [
    contactId,
    userId,
    `Contact of ${userId}`,
    importId,
  ]);
  return { contactId, importId };
}

async function keepRecording(app: App, owner: pg.Client, userId: string, callId: string): Promise<void> {
  const bytes = Buffer.from(`recording of ${callId}`);
  const key = recordingKey(userId, callId, bytes);
  await createDiskStorage(path.join(app.dataDir, "storage")).of(userId).write(key, bytes);
  await owner.query("UPDATE calls SET recording_storage_key = $2, has_audio = true WHERE id = $1", [callId, key]);
}

/**
 * Signs in over HTTP as a browser does.
 * @returns the cookies to send from then on, whether or not the sign-in was accepted.
 */
export async function signIn(port: number, email: string, given: string): Promise<string> {
  const origin = `http://localhost:${port}`;
  const csrf = await fetch(`${origin}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const cookies = readCookies(csrf);
  const answer = await fetch(`${origin}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: toHeader(cookies), origin, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email, password: given, json: "true" }),
  });
  await answer.arrayBuffer();
  for (const [name, value] of readCookies(answer)) cookies.set(name, value);
  return toHeader(cookies);
}

function readCookies(response: Response): Map<string, string> {
  return new Map(
    response.headers.getSetCookie().map((cookie) => {
      const [name = "", value = ""] = cookie.split(";")[0]?.split(/=(.*)/s) ?? [];
      return [name, value];
    }),
  );
}

const toHeader = (cookies: ReadonlyMap<string, string>) =>
  [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
