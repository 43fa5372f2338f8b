import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { cheapPasswordHash } from "@/test/cheap-password-hash";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { freePort } from "@/test/free-port";
import { startTlsProxy, type TlsProxy } from "@/test/start-tls-proxy";
import { callAction } from "./call-action";
import { ask, newVisit, signInOverHttp, type Visit } from "./sign-in-over-http";
import { type App, createApp } from "./start-app";

const password = "a long enough secret 4711";
/** Where the proxy speaks from, so that it is told from the server, which speaks to itself. */
const proxyAddress = "127.0.0.9";

let database: TestDatabase;
let owner: pg.Client;
let app: App;
let proxy: TlsProxy;
beforeAll(async () => {
  // Its certificate is signed by nobody.
  vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  await owner.query(
    `INSERT INTO users (email, name, password_hash, email_verified)
     SELECT email, 'Ada', $1, true FROM unnest(ARRAY['ada@tenant.example', 'two@tenant.example']) email`,
    [await cheapPasswordHash(password)],
  );
  const port = await freePort();
  app = await createApp(database.connectionString, {
    NEXTAUTH_URL: `https://localhost:${port}`,
    TRUSTED_PROXIES: "0",
    CONFIG_ENCRYPTION_KEY: "ab".repeat(32),
  });
  await app.start();
  proxy = await startTlsProxy(app.port, { port, localAddress: proxyAddress });
}, 300_000);
afterAll(async () => {
  await proxy.close();
  await app.dispose();
  await owner.end();
  await database.dispose();
  vi.unstubAllEnvs();
});

async function signIn(email: string): Promise<Visit> {
  const visit = newVisit("203.0.113.66");
  expect((await signInOverHttp(visit, proxy.origin, email, password)).status).toBe(200);
  return visit;
}
const cookieOf = ({ cookies }: Visit) => [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");

describe("behind a proxy that ends TLS", () => {
  test("an action posted to a page that does not bundle it runs, once", async () => {
    const cookie = cookieOf(await signIn("ada@tenant.example"));
    for (const page of ["/sign-in", "/settings", "/calls"]) {
      const answer = await callAction(app.port, "app/(dashboard)/saved-views/actions.ts createView", {
        fields: { page: "/calls", name: `From ${page}`, query: "q=solar" },
        cookie,
        origin: proxy.origin,
        page,
      });
      expect(answer.result).toMatchObject({ ok: true });
      const { rows } = await owner.query("SELECT name FROM saved_views WHERE name = $1", [`From ${page}`]);
      expect(rows).toHaveLength(1);
    }
  });

  test("guesses of a second factor count for the address that they come from, whichever page they are posted to", async () => {
    const visit = await signIn("two@tenant.example");
    await owner.query(
      `INSERT INTO second_factors (user_id, secret_encrypted, confirmed_at)
       SELECT id, 'x', now() FROM users WHERE email = 'two@tenant.example'`,
    );
    await owner.query("DELETE FROM login_attempts");
    const refusals: unknown[] = [];
    for (const page of ["/sign-in", "/two-factor", "/settings"])
      for (let guess = 0; guess < 5; guess += 1) {
        const { result } = await callAction(app.port, "app/(auth)/two-factor/actions.ts giveSecondFactor", {
          fields: { code: "000000", callbackUrl: "/calls" },
          cookie: cookieOf(visit),
          origin: proxy.origin,
          page,
          headers: {
            "x-forwarded-for": "198.51.100.7",
            "x-action-forwarded": "1",
            "x-callwright-forward": "0".repeat(32),
          },
        });
        refusals.push((result as { code?: string } | null)?.code);
      }
    const { rows } = await owner.query("SELECT DISTINCT host(ip_address) AS address FROM login_attempts");
    expect(rows).toEqual([{ address: proxyAddress }]);
    expect(refusals.filter((code) => code !== "RATE_LIMITED").length).toBeLessThanOrEqual(5);
    await owner.query("DELETE FROM second_factors");
  });

  test("what a browser sends from a page without encryption is refused, to pages and to the API", async () => {
    const visit = await signIn("ada@tenant.example");
    const plain = proxy.origin.replace("https:", "http:");
    const action = await callAction(app.port, "app/(dashboard)/saved-views/actions.ts createView", {
      fields: { page: "/calls", name: "From elsewhere", query: "" },
      cookie: cookieOf(visit),
      origin: proxy.origin,
      headers: { origin: plain },
    });
    expect(action.status).toBe(403);
    const upload = (origin: string) =>
      ask(visit, `${proxy.origin}/api/contacts/imports`, {
        method: "POST",
        body: "Name\nAda",
        headers: { origin, "content-type": "text/csv" },
      });
    expect((await upload(plain)).status).toBe(403);
    expect((await upload(proxy.origin)).status).not.toBe(403);
    const { rows } = await owner.query("SELECT FROM saved_views WHERE name = 'From elsewhere'");
    expect(rows).toEqual([]);
  });

  test("sessions are kept in a cookie that never leaves the encrypted site", async () => {
    const visit = newVisit("203.0.113.66");
    const answer = await signInOverHttp(visit, proxy.origin, "ada@tenant.example", password);
    const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith("__Host-callwright.session="));
    expect(session).toMatch(/; Secure/i);
    expect((await ask(visit, `${proxy.origin}/calls`)).status).toBe(200);
    const { rows } = await owner.query("SELECT DISTINCT host(ip_address) AS address FROM user_sessions");
    expect(rows).toEqual([{ address: proxyAddress }]);
  });
});
