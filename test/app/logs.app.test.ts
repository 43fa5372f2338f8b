import type pg from "pg";
import { expect, test } from "vitest";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { newId } from "@/lib/platform/ids";
import type { TestDatabase } from "@/test/database";
import { createPerson, type Person, password, signIn } from "./people";
import { provideApp } from "./provide-app";
import { type App, appSecret } from "./start-app";

const wrongPassword = "a wrong secret 0815 typed in haste";
const linkToken = "token-of-a-link-4711-4711-4711";
const configured = {
  NEXTAUTH_SECRET: "nextauth-secret-of-the-log-test-0001",
  ELEVENLABS_API_KEY: "xi_key_of_the_log_test_0001",
  ELEVENLABS_WEBHOOK_SECRET: `${appSecret},wsec_old_secret_of_the_log_test`,
  SMTP_URL: "smtp://mailer:smtp-password-of-the-log-test@127.0.0.1:9",
  CONFIG_ENCRYPTION_KEY: "6c6f672d746573742d6c6f672d746573742d6c6f672d746573742d6c6f672d31",
};

let database: TestDatabase;
let app: App;
let owner: pg.Client;
let user: Person;
provideApp(
  async (site) => {
    ({ app, database, owner } = site);
    user = await createPerson(app, owner, "user");
  },
  { ...configured, LOG_LEVEL: "trace" },
);

const ask = (path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${app.port}${path}`, {
    redirect: "manual",
    ...init,
    headers: { cookie: user.cookie, ...init.headers },
  });

/** Runs `work` while the application has lost a right, so that what needs it fails as nobody expects. */
async function without(right: string, role: string, work: () => Promise<void>): Promise<void> {
  await owner.query(`REVOKE ${right} FROM ${role}`);
  try {
    await work();
  } finally {
    await owner.query(`GRANT ${right} TO ${role}`);
  }
}

type Line = { level: string; requestId?: string; digest?: string; routePath?: string; err?: { message: string } };

function logLines(): Line[] {
  return app
    .program()
    .output()
    .split("\n")
    .flatMap((line) => (line.startsWith('{"level"') ? [JSON.parse(line) as Line] : []));
}

test("a failing page shows an id under which the log has the reason, whatever else was in the address", async () => {
  await without("SELECT ON agents", "app_tenant", async () => {
    const body = await (await ask(`/calls/${user.callId}?token=${linkToken}`)).text();
    const digest = /data-dgst="([^"]+)"|\\"digest\\":\\"([^"\\]+)\\"/.exec(body)?.slice(1).find(Boolean);
    expect(digest).toMatch(/^\d+/);
    expect(body).not.toContain("permission denied");
    await expect
      .poll(() => logLines().find((line) => line.digest === digest))
      .toMatchObject({
        level: "error",
        routePath: "/calls/[id]",
        err: { message: expect.stringContaining("permission denied") },
      });
  });
});

test("a failed response of the API contains the request's id, under which the log has the reason", async () => {
  await without("SELECT ON agents", "app_tenant", async () => {
    for (const given of [undefined, "request-of-the-log-test"]) {
      const answer = await ask("/api/calls", { headers: given ? { "x-request-id": given } : {} });
      expect(answer.status).toBe(500);
      const { requestId, message } = (await answer.json()) as { requestId: string; message: string };
      expect(message).toContain(requestId);
      if (given) expect(requestId).toBe(given);
      await expect
        .poll(() => logLines().find((line) => line.requestId === requestId))
        .toMatchObject({ level: "error", err: { message: expect.stringContaining("permission denied") } });
    }
  });
});

test("no secret reaches the log, at any level, whatever succeeds or fails", async () => {
  await signIn(app.port, user.email, wrongPassword);
  await signIn(app.port, `nobody.${newId()}@people.example`, wrongPassword);
  await without("SELECT ON users", "app_auth", async () => {
    await signIn(app.port, user.email, password);
    await ask("/overview");
    await ask("/api/overview");
  });
  for (const path of [
    "/overview",
    "/calls",
    `/calls/${user.callId}`,
    "/sign-in",
    "/api/calls",
    "/api/ready",
    "/nowhere",
  ]) {
    await (await ask(`${path}?token=${linkToken}`)).arrayBuffer();
    await (await ask(path, { headers: { authorization: `Bearer ${linkToken}` } })).arrayBuffer();
  }
  const rawBody = Buffer.from('{"type": "agent_qa"}');
  const timestampSeconds = Math.floor(Date.now() / 1000);
  const signatures = [
    signWebhook({ secret: appSecret, timestampSeconds, rawBody }),
    signWebhook({ secret: "wsec_another", timestampSeconds, rawBody }),
    appSecret,
  ];
  const sendAll = async () => {
    for (const signature of signatures) {
      const headers = { "elevenlabs-signature": signature };
      await ask("/api/webhooks/elevenlabs", { method: "POST", body: rawBody, headers });
    }
  };
  await sendAll();
  await without("INSERT ON webhook_events", "app_ingest", sendAll);

  const output = app.program().output();
  expect(logLines().length).toBeGreaterThan(3);
  for (const [name, secret] of await secrets(signatures)) {
    for (const form of new Set([secret, encodeURIComponent(secret), Buffer.from(secret).toString("base64")])) {
      expect({ name, isLogged: output.includes(form) }).toEqual({ name, isLogged: false });
    }
  }
});

/** Everything that was used and may stand in no line, by what it is. */
async function secrets(signatures: readonly string[]): Promise<[string, string][]> {
  const cookies = user.cookie.split("; ").map((cookie) => cookie.slice(cookie.indexOf("=") + 1));
  const { rows } = await owner.query<{ hash: string }>(
    "SELECT token_hash AS hash FROM user_sessions UNION ALL SELECT password_hash FROM users WHERE password_hash IS NOT NULL",
  );
  const databasePassword = decodeURIComponent(new URL(database.connectionString).password);
  const all: [string, string][] = [
    ["password", password],
    ["wrong password", wrongPassword],
    ["token of a link", linkToken],
    ["database password", databasePassword],
    ["smtp password", "smtp-password-of-the-log-test"],
    ...Object.entries(configured).flatMap(([name, value]) =>
      value.split(",").map((part): [string, string] => [name, part]),
    ),
    ...cookies.map((value): [string, string] => ["cookie", value]),
    ...rows.map(({ hash }): [string, string] => ["hash", hash]),
    ...signatures.map((value): [string, string] => ["signature", value]),
  ];
  // A server that asks for no password has none to give away.
  return all.filter(([, secret]) => secret.length >= 8);
}
