import type pg from "pg";
import { expect, test } from "vitest";
import { cheapPasswordHash } from "@/test/cheap-password-hash";
import { readArchive } from "@/test/read-archive";
import { createBrowser } from "./oauth/create-browser";
import { provideApp } from "./provide-app";
import type { App } from "./start-app";

const password = "a long enough secret";

let owner: pg.Client;
let app: App;
let site: string;
provideApp(
  (started) => {
    ({ app, owner } = started);
    site = `http://localhost:${app.port}`;
  },
  { NEXTAUTH_URL: "" },
);

async function signedIn(email: string) {
  await owner.query("INSERT INTO users (email, name, password_hash, email_verified) VALUES ($1, 'Ada', $2, true)", [
    email,
    await cheapPasswordHash(password),
  ]);
  const browser = createBrowser();
  const { csrfToken } = await (await browser.request(`${site}/api/auth/csrf`)).json();
  await browser.request(`${site}/api/auth/callback/credentials`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }).toString(),
  });
  return browser;
}
const openExports = async () =>
  (
    await owner.query(
      "SELECT FROM pg_stat_activity WHERE application_name LIKE '%export' AND state <> 'idle' AND datname = current_database()",
    )
  ).rowCount;

test("the signed-in person downloads their data, three times an hour, and a stranger nothing", async () => {
  expect((await fetch(`${site}/api/account/export`)).status).toBe(401);
  const browser = await signedIn("ada@tenant.example");
  const answer = await browser.request(`${site}/api/account/export`);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="callwright-export-[\d-]+\.zip"$/);
  expect(answer.headers.get("cache-control")).toContain("private, no-store");
  const files = await readArchive(new Uint8Array(await answer.arrayBuffer()));
  expect(JSON.parse(files["account.json"] ?? "")).toMatchObject([{ email: "ada@tenant.example" }]);

  expect((await browser.request(`${site}/api/account/export`, { method: "HEAD" })).status).toBe(200);
  for (let round = 0; round < 2; round += 1)
    expect((await browser.request(`${site}/api/account/export`)).status).toBe(200);
  const refused = await browser.request(`${site}/api/account/export`);
  expect([refused.status, (await refused.json()).code]).toEqual([429, "RATE_LIMITED"]);
});

test("a client that goes away in the middle leaves no transaction open", async () => {
  const browser = await signedIn("grace@tenant.example");
  // Random text, so that what is sent is more than the line holds on its own.
  await owner.query(
    `INSERT INTO contacts (user_id, name, notes) SELECT id, 'x',
       (SELECT string_agg(md5(random()::text || n || piece), '') FROM generate_series(1, 60) piece) FROM users, generate_series(1, 20000) n
     WHERE email = 'grace@tenant.example'`,
  );
  const leaving = new AbortController();
  const answer = await browser.request(`${site}/api/account/export`, { signal: leaving.signal });
  await answer.body?.getReader().read();
  expect(await openExports()).toBe(1);
  leaving.abort();
  await expect.poll(openExports, { timeout: 10_000 }).toBe(0);
});
