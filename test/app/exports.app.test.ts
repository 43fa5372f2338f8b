import { once } from "node:events";
import { connect } from "node:net";
import type pg from "pg";
import { beforeEach, expect, test } from "vitest";
import { createPerson, type Person } from "./people";
import { provideApp } from "./provide-app";
import { addressOf, routesOfBuild } from "./read-build";
import type { App } from "./start-app";

/** So many that no buffer on the way holds a whole file. */
const contactsEach = 14_000;

let owner: pg.Client;
let app: App;
let slow: Person;
let other: Person;
/** They use their limit up, which the process remembers for a minute. */
let crowd: [Person, Person];
let admins: [Person, Person];
provideApp(
  async (site) => {
    ({ app, owner } = site);
    [slow, other] = [await createPerson(app, owner, "user"), await createPerson(app, owner, "user")];
    crowd = [await createPerson(app, owner, "user"), await createPerson(app, owner, "user")];
    admins = [await createPerson(app, owner, "admin"), await createPerson(app, owner, "admin")];
    // Random text, which an archive cannot make much shorter.
    await owner.query(
      `INSERT INTO contacts (user_id, name, company, email)
     SELECT u, left(t, 224), substr(t, 225, 224), substr(t, 449, 60) || '@contact.example'
     FROM unnest($1::uuid[]) u, generate_series(1, $2) n,
       LATERAL (SELECT string_agg(md5(random()::text || n || piece), '') FROM generate_series(1, 16) piece) r (t)`,
      [[slow.userId, other.userId], contactsEach],
    );
    await owner.query("ANALYZE contacts");
  },
  { LOG_LEVEL: "error" },
);
beforeEach(() => owner.query("DELETE FROM rate_limits"));

const ask = ({ cookie }: Person, path: string, init: RequestInit = {}) =>
  fetch(`http://127.0.0.1:${app.port}${path}`, { ...init, headers: { cookie, ...init.headers } });

/** Asks and takes nothing of the answer but its head, as long as it is open. */
async function openSlowly({ cookie }: Person, path: string, version = "1.1") {
  const socket = connect(app.port, "127.0.0.1");
  socket.write(`GET ${path} HTTP/${version}\r\nHost: localhost\r\nCookie: ${cookie}\r\n\r\n`);
  const [head] = await once(socket, "data");
  socket.pause();
  return { socket, head: String(head) };
}
const contactsOf = async ({ userId }: Person) =>
  (await owner.query<{ count: number }>("SELECT count(*)::integer AS count FROM contacts WHERE user_id = $1", [userId]))
    .rows[0]?.count ?? 0;
const openExports = async () =>
  (
    await owner.query(
      "SELECT FROM pg_stat_activity WHERE application_name LIKE '%export' AND state <> 'idle' AND datname = current_database()",
    )
  ).rowCount;

test("of 150 concurrent exports each is complete, or refused with Retry-After, and none breaks off", async () => {
  const asked = Array.from({ length: 150 }, async (_, n) => {
    const answer = await ask(crowd[n % 2 ? 0 : 1], "/api/calls/export");
    return { status: answer.status, retryAfter: answer.headers.get("retry-after"), text: await answer.text() };
  });
  const answers = await Promise.all(asked);
  const [whole, refused] = [
    answers.filter(({ status }) => status === 200),
    answers.filter(({ status }) => status === 429),
  ];
  expect(whole.length + refused.length).toBe(150);
  expect(whole.length).toBeGreaterThan(10);
  for (const { text } of whole) expect(text.split("\r\n")).toHaveLength(3);
  for (const { retryAfter } of refused) expect(Number(retryAfter)).toBeGreaterThan(0);
  await expect.poll(openExports).toBe(0);
});

test("slow readers of one tenant stop nobody else's export, of whatever kind", async () => {
  const readers = [await openSlowly(slow, "/api/contacts/export"), await openSlowly(slow, "/api/contacts/export")];
  for (const { head } of readers) expect(head).toMatch(/^HTTP\/1\.1 200 /);
  expect(await openExports()).toBe(2);
  for (const path of ["/api/contacts/export", "/api/calls/export", "/api/account/export"]) {
    const answer = await ask(other, path);
    expect([path, answer.status]).toEqual([path, 200]);
    const bytes = await answer.arrayBuffer();
    if (path === "/api/contacts/export")
      expect(Buffer.from(bytes).toString().split("\r\n")).toHaveLength((await contactsOf(other)) + 2);
  }
  const third = await ask(slow, "/api/leads/export");
  expect([third.status, Number(third.headers.get("retry-after")) > 0]).toEqual([429, true]);
  for (const { socket } of readers) socket.destroy();
  await expect.poll(openExports, { timeout: 10_000 }).toBe(0);
}, 120_000);

test.each(["/api/contacts/export", "/api/account/export"])(
  "%s that breaks off in the middle breaks its connection, and is logged",
  async (path) => {
    const before = app.program().output().length;
    const terminate = async () => {
      await owner.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE '%export' AND state <> 'idle' AND datname = current_database()",
      );
    };
    const answer = await ask(other, path);
    expect(answer.status).toBe(200);
    await terminate();
    await expect(answer.arrayBuffer()).rejects.toThrow();

    // Without a content length, only a reset connection can be distinguished from a complete response.
    const { socket } = await openSlowly(other, path, "1.0");
    const failure = new Promise((resolve) => socket.once("error", resolve));
    await terminate();
    socket.resume();
    expect(await failure).toMatchObject({ code: "ECONNRESET" });
    await expect.poll(() => app.program().output().slice(before).split("An export was interrupted").length - 1).toBe(2);
  },
);

const exportRoutes = () =>
  routesOfBuild()
    .filter((route) => /\/(export|skipped)\/route$/.test(route) && !route.includes("/account/"))
    .map((route) => addressOf(route, () => other.importId));

test("every list export has a limit per account with Retry-After, and does not limit other accounts", async () => {
  const addresses = exportRoutes().map((address) =>
    address.includes("/analytics/") ? `${address}?table=agents` : address,
  );
  expect(addresses.length).toBeGreaterThan(6);
  for (const address of addresses) {
    await owner.query("DELETE FROM rate_limits");
    const [often, seldom] = address.startsWith("/api/admin/") ? admins : [other, slow];
    const first = await ask(often, address);
    expect([address, first.status < 500]).toEqual([address, true]);
    await first.arrayBuffer();
    await owner.query("UPDATE rate_limits SET points = 30 WHERE key LIKE 'list export by account%'");
    const refused = await ask(often, address);
    expect([address, refused.status]).toEqual([address, 429]);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ask(seldom, address)).status).not.toBe(429);
  }
}, 120_000);

test("one session keeps ten live streams: what it opens beyond them ends its oldest", async () => {
  const live = async (person: Person) => {
    const answer = await ask(person, "/api/live");
    const stream = { text: "", isOver: false };
    void (async () => {
      const decoder = new TextDecoder();
      for await (const piece of answer.body ?? []) stream.text += decoder.decode(piece, { stream: true });
      stream.isOver = true;
    })().catch(() => {
      stream.isOver = true;
    });
    return stream;
  };
  const theirs = await live(other);
  const streams: Awaited<ReturnType<typeof live>>[] = [];
  for (let n = 0; n < 40; n += 1) streams.push(await live(slow));
  await expect.poll(() => streams.filter(({ isOver }) => !isOver).length).toBe(10);
  expect(streams.slice(0, 30).every(({ text }) => text.includes("event: replaced"))).toBe(true);
  expect(streams.slice(30).some(({ text }) => text.includes("event: replaced"))).toBe(false);
  expect(theirs.isOver).toBe(false);
});
