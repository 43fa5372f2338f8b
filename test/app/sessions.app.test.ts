import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cheapPasswordHash } from "@/test/cheap-password-hash";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { ask, newVisit, signInOverHttp, type Visit } from "./sign-in-over-http";
import { type App, createApp } from "./start-app";

const password = "a long enough secret";
const secrets = { NEXTAUTH_SECRET: "a-secret-for-tests-only-0001", CONFIG_ENCRYPTION_KEY: "ab".repeat(32) };

let database: TestDatabase;
let owner: pg.Client;
let one: App;
let two: App;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  await owner.query(
    `INSERT INTO users (email, name, password_hash, email_verified)
     SELECT email, 'Ada', $1, email <> 'new@tenant.example'
       FROM unnest(ARRAY['ada@tenant.example', 'locked@tenant.example', 'new@tenant.example']) email`,
    [await cheapPasswordHash(password)],
  );
  [one, two] = await Promise.all([
    createApp(database.connectionString, secrets),
    createApp(database.connectionString, secrets),
  ]);
  await one.start();
  await two.start();
}, 300_000);
afterAll(async () => {
  await one.dispose();
  await two.dispose();
  await owner.end();
  await database.dispose();
});

const origin = (app: App) => `http://localhost:${app.port}`;
const signIn = async (ipAddress: string) => {
  const visit = newVisit(ipAddress);
  expect((await signInOverHttp(visit, origin(one), "ada@tenant.example", password)).status).toBe(200);
  return visit;
};
const expireTokens = () =>
  owner.query("UPDATE user_sessions SET token_expires_at = now() - interval '1 second' WHERE is_active");
/** What the browser keeps for the session, which has a name of its own where the site is on HTTPS. */
const sessionOf = ({ cookies }: Visit) => [...cookies].find(([name]) => name.endsWith("callwright.session"))?.[1];
const copyOf = (visit: Awaited<ReturnType<typeof signIn>>) => ({ ...visit, cookies: new Map(visit.cookies) });

describe("over HTTP", () => {
  test("a page with an expired token is led through a renewal and back, once", async () => {
    const visit = await signIn("192.0.2.1");
    expect((await ask(visit, `${origin(one)}/calls?status=failed`)).status).toBe(200);
    await expireTokens();
    const old = sessionOf(visit);
    const away = await ask(visit, `${origin(one)}/calls?status=failed`);
    expect([away.status, away.headers.get("location")]).toEqual([
      307,
      `/api/session/refresh?callbackUrl=${encodeURIComponent("/calls?status=failed")}`,
    ]);
    const back = await ask(visit, `${origin(one)}${away.headers.get("location")}`);
    expect([back.status, back.headers.get("location")]).toEqual([307, "/calls?status=failed"]);
    expect(back.headers.getSetCookie().join()).toMatch(/HttpOnly/i);
    expect(sessionOf(visit)).not.toBe(old);
    expect((await ask(visit, `${origin(one)}/calls?status=failed`)).status).toBe(200);
  });

  test.each(["undefined", "null", "//", "http://elsewhere.example/"])(
    "signing in with the way back %j leads to the site itself",
    async (callbackUrl) => {
      const visit = newVisit("192.0.2.77");
      const answer = await signInOverHttp(visit, origin(one), "ada@tenant.example", password, callbackUrl);
      expect(answer.status).toBe(200);
      expect(new URL((await answer.json()).url).origin).toBe(one.origin);
    },
  );

  test("a link inside the product with an expired token makes the tab load the renewal, and renews nothing itself", async () => {
    const visit = await signIn("192.0.2.12");
    await expireTokens();
    // The framework itself first asks for the address that its own router would have used.
    const headers = { rsc: "1" };
    const away = await ask(visit, `${origin(one)}/api/session/refresh?callbackUrl=%2Fcalls`, { headers });
    const answer = await ask(visit, new URL(away.headers.get("location") ?? "", origin(one)).href, { headers });
    expect([answer.status, answer.headers.get("content-type"), answer.headers.getSetCookie()]).toEqual([
      200,
      "text/plain;charset=UTF-8",
      [],
    ]);
  });

  test("twenty requests of the API with an expired token, on two instances, are all answered at once", async () => {
    const visit = await signIn("192.0.2.2");
    await expireTokens();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => ask(copyOf(visit), `${origin(index % 2 ? one : two)}/api/calls`)),
    );
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect((await ask(visit, `${origin(two)}/api/calls`)).status).toBe(200);
    expect((await ask(visit, `${origin(one)}/api/calls`)).status).toBe(200);
  });

  test("a renewal that is over leads to the sign-in, and never to another site", async () => {
    const visit = await signIn("192.0.2.3");
    await owner.query("UPDATE user_sessions SET is_active = false");
    for (const callback of ["/calls", "https://evil.example/", "/api/session/refresh"]) {
      const url = `${origin(one)}/api/session/refresh?callbackUrl=${encodeURIComponent(callback)}`;
      expect((await ask(visit, url)).headers.get("location")).toMatch(/^\/sign-in\?callbackUrl=%2F(calls)?$/);
    }
  });

  test("asking next-auth for the session never puts old tokens in place of new ones", async () => {
    const visit = await signIn("192.0.2.4");
    const answer = await ask(visit, `${origin(one)}/api/auth/session`);
    expect([answer.status, answer.headers.getSetCookie().join()]).toEqual([
      200,
      expect.not.stringContaining("session="),
    ]);
  });

  test("a session that was revoked is refused by another instance at the very next request, and its stream ends", async () => {
    const visit = await signIn("192.0.2.5");
    expect((await ask(visit, `${origin(two)}/api/calls`)).status).toBe(200);
    const stream = await ask(visit, `${origin(two)}/api/live`);
    await owner.query("UPDATE user_sessions SET is_active = false, ended_at = now(), end_reason = 'revoked'");
    const refused = await ask(visit, `${origin(two)}/api/calls`);
    expect([refused.status, await refused.json()]).toEqual([401, expect.objectContaining({ code: "UNAUTHENTICATED" })]);
    expect(await stream.text()).toContain("signed-out");
  }, 60_000);

  test("a client that guesses passwords is told when to retry, in the status, the header and the code for the form", async () => {
    const guess = () => signInOverHttp(newVisit("192.0.2.6"), origin(one), "locked@tenant.example", "wrong");
    const answers = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(guess));
    expect(answers.map(({ status }) => status).sort()).toEqual([401, 401, 401, 401, 401, 429, 429, 429]);
    const limited = answers.find(({ status }) => status === 429);
    expect(Number(limited?.headers.get("retry-after"))).toBeGreaterThan(890);
    const body = await limited?.json();
    expect(body).toMatchObject({ code: "RATE_LIMITED", message: expect.stringContaining("15 minutes") });
    expect(body.url).toMatch(/\/sign-in\?error=RateLimited\.\d+$/);
    const elsewhere = newVisit("192.0.2.7");
    expect((await signInOverHttp(elsewhere, origin(two), "locked@tenant.example", password)).status).toBe(200);
  });

  test("an unverified address is reported only after the right password", async () => {
    const visit = newVisit("192.0.2.8");
    expect((await signInOverHttp(visit, origin(one), "new@tenant.example", "wrong")).status).toBe(401);
    const answer = await signInOverHttp(visit, origin(one), "new@tenant.example", password);
    expect([answer.status, (await answer.json()).url]).toEqual([403, expect.stringMatching(/error=NotVerified$/)]);
  });

  test("an account with a second factor gets no data before its code", async () => {
    const visit = await signIn("192.0.2.9");
    await owner.query(
      `INSERT INTO second_factors (user_id, secret_encrypted, confirmed_at)
       SELECT id, 'x', now() FROM users WHERE email = 'ada@tenant.example'`,
    );
    const refused = await ask(visit, `${origin(one)}/api/calls`);
    expect([refused.status, (await refused.json()).code]).toEqual([401, "SECOND_FACTOR_REQUIRED"]);
    const page = await ask(visit, `${origin(one)}/calls?status=failed`);
    expect(page.headers.get("location")).toBe(`/two-factor?callbackUrl=${encodeURIComponent("/calls?status=failed")}`);
    expect((await ask(visit, `${origin(one)}${page.headers.get("location")}`)).status).toBe(200);
    await owner.query("DELETE FROM second_factors");
  });

  test("bad signatures from one place are refused unread after a while, and valid events from another never are", async () => {
    const send = (ipAddress: string) =>
      fetch(`${origin(one)}/api/webhooks/elevenlabs`, {
        method: "POST",
        body: "{}",
        headers: { "elevenlabs-signature": "t=1,v0=00", "x-forwarded-for": ipAddress },
      });
    const statuses = new Set<number>();
    let limited: Response | undefined;
    for (let sent = 0; sent < 400 && !limited; sent += 1) {
      const answer = await send("192.0.2.10");
      statuses.add(answer.status);
      if (answer.status === 429) limited = answer;
    }
    expect(statuses).toEqual(new Set([401, 429]));
    const wait = Number(limited?.headers.get("retry-after"));
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(60);
    expect((await send("192.0.2.11")).status).toBe(401);
  });
});
