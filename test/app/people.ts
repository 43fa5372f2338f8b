import path from "node:path";
import type pg from "pg";
import { hashPassword } from "@/lib/auth/hash-password";
import { recordingKey } from "@/lib/calls/recording-key";
import type { UserRole } from "@/lib/db/context";
import { newId } from "@/lib/platform/ids";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import { insertCall } from "@/test/insert-call";
import type { App } from "./start-app";

export const password = "a long enough secret 4711";

export type Person = {
  userId: string;
  email: string;
  /** Of their own call, which has a recording. */
  callId: string;
  agentId: string;
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
    [userId, email, `Name of ${userId}`, role, await hashPassword(password)],
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
  await keepRecording(app, owner, callId);
  return { userId, email, callId, agentId, cookie: await signIn(app.port, email, password) };
}

async function keepRecording(app: App, owner: pg.Client, callId: string): Promise<void> {
  const bytes = Buffer.from(`recording of ${callId}`);
  const key = recordingKey(callId, bytes);
  await createDiskStorage(path.join(app.dataDir, "storage")).write(key, bytes);
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
