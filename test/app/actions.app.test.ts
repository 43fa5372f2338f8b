import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { createTestDatabase, type TestDatabase } from "@/test/database";
import { callAction } from "./call-action";
import { createPerson, type Person, password, signIn } from "./people";
import { actionsOfBuild } from "./read-build";
import { actionGuards } from "./route-guards";
import { type App, appSecret, createApp } from "./start-app";

/** Each action that takes the id of something of a tenant, with the field that does. */
const takeIds: Readonly<Record<string, string>> = {
  "app/(dashboard)/settings/actions.ts endSession": "sessionId",
};

/** Every field that some form has. */
const fieldNames = [
  "name",
  "email",
  "password",
  "current",
  "token",
  "code",
  "timezone",
  "provider",
  "sessionId",
] as const;

let database: TestDatabase;
let app: App;
let owner: pg.Client;
let people: Record<"owner" | "other tenant" | "admin" | "super_admin", Person>;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.connectionString });
  await owner.connect();
  app = await createApp(database.connectionString, { LOG_LEVEL: "error" });
  await app.start();
  people = {
    owner: await createPerson(app, owner, "user"),
    "other tenant": await createPerson(app, owner, "user"),
    admin: await createPerson(app, owner, "admin"),
    super_admin: await createPerson(app, owner, "super_admin"),
  };
}, 600_000);
afterAll(async () => {
  await app.dispose();
  await owner.end();
  await database.dispose();
});

/** Another session of the owner, which the actions are pointed at. */
async function openAnother(): Promise<string> {
  await signIn(app.port, people.owner.email, password);
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM user_sessions WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1",
    [people.owner.userId],
  );
  return rows[0]?.id ?? "";
}
const isOpen = async (id: string) =>
  (await owner.query("SELECT FROM user_sessions WHERE id = $1 AND is_active", [id])).rowCount === 1;

test("every action that takes an id has its row", () => {
  expect(actionsOfBuild()).toEqual(expect.arrayContaining(Object.keys(takeIds)));
});

describe.each(Object.entries(takeIds))("%s", (name, field) => {
  test.each(["other tenant", "admin", "super_admin"] as const)(
    "with another's id is for the %s what it is with an id that does not exist, and changes nothing",
    async (actor) => {
      const id = await openAnother();
      const { cookie } = people[actor];
      const theirs = await callAction(app.port, name, { fields: { [field]: id }, cookie });
      const nothing = await callAction(app.port, name, { fields: { [field]: newId() }, cookie });
      expect(theirs.result).toMatchObject({ ok: false, code: "NOT_FOUND" });
      expect(theirs.result).toEqual(nothing.result);
      expect(await isOpen(id)).toBe(true);
    },
  );

  test("is nobody's who is signed out", async () => {
    const id = await openAnother();
    const { result } = await callAction(app.port, name, { fields: { [field]: id }, cookie: "" });
    expect(result).toMatchObject({ ok: false, code: "UNAUTHENTICATED" });
    expect(await isOpen(id)).toBe(true);
  });

  test("is the owner's", async () => {
    const id = await openAnother();
    const { result } = await callAction(app.port, name, { fields: { [field]: id }, cookie: people.owner.cookie });
    expect(result).toMatchObject({ ok: true });
    expect(await isOpen(id)).toBe(false);
  });
});

test.each(Object.entries(actionGuards).filter(([, { guard }]) => guard === "tenant"))(
  "%s is refused to whoever is signed out",
  async (name) => {
    const { result } = await callAction(app.port, name, { fields: {}, cookie: "" });
    expect(result).toMatchObject({ ok: false, code: "UNAUTHENTICATED" });
  },
);

test("whatever a form brings, no action fails, shows how it is made or repeats a secret", async () => {
  const someone = await createPerson(app, owner, "user");
  const value = fc.oneof(
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.constantFrom(
      "",
      "\0",
      "a@b.example",
      "x".repeat(20_000),
      "../../etc/passwd",
      "'; DROP TABLE users --",
      "{}",
      "\r\nBcc: a@b",
    ),
    fc.constant(someone.email),
    fc.uuid(),
  );
  const form = fc.dictionary(fc.constantFrom(...fieldNames), value, { maxKeys: fieldNames.length });
  for (const name of actionsOfBuild()) {
    const property = fc.asyncProperty(form, fc.constantFrom(someone.cookie, ""), async (fields, cookie) => {
      const { status, body, result } = await callAction(app.port, name, { fields, cookie });
      expect(status, `${name}: ${body.slice(0, 300)}`).toBeLessThan(500);
      expect(result, `${name}: ${body.slice(0, 300)}`).toMatchObject({ ok: expect.any(Boolean) });
      expect(body).not.toMatch(
        /"code":"INTERNAL"|\n\s+at \S+ \(|node_modules|\.tsx?:\d+|SELECT |permission denied|violates/,
      );
      for (const secret of [password, appSecret, database.connectionString]) expect(body).not.toContain(secret);
    });
    await fc.assert(property, { numRuns: 15, interruptAfterTimeLimit: 3_000 });
  }
}, 120_000);
