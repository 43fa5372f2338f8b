import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createIngestHarness, type IngestHarness } from "@/test/ingest-harness";
import { endSession } from "./end-session";
import { getAccount } from "./get-account";
import { hashPassword } from "./hash-password";
import { resolveSession } from "./resolve-session";
import { hashSessionToken } from "./session-token";
import { signInWithPassword } from "./sign-in-with-password";

let harness: IngestHarness;
let userId: string;
let now = new Date("2026-10-31T12:00:00Z");
const ctx = () => ({ db: harness.db, clock: { now: () => now } });
const client = { ipAddress: "203.0.113.7", userAgent: "Test browser" };
const right = { email: "ada@tenant.example", password: "a long enough secret" };

beforeAll(async () => {
  harness = await createIngestHarness();
  const { rows } = await harness.owner.query<{ id: string }>(
    "INSERT INTO users (email, name, timezone, password_hash) VALUES ($1, 'Ada', 'Europe/Berlin', $2) RETURNING id",
    [right.email, await hashPassword(right.password)],
  );
  userId = rows[0]?.id ?? "";
});
afterAll(() => harness.dispose());

describe("signing in", () => {
  test("opens a session of which the database keeps only a hash, and from where it was opened", async () => {
    const { sessionToken } = await signInWithPassword(ctx(), { ...right, email: " Ada@Tenant.Example " }, client);
    const [row] = await harness.rows("SELECT *, host(ip_address) AS ip FROM user_sessions WHERE user_id = $1", [
      userId,
    ]);
    expect(row).toMatchObject({
      token_hash: hashSessionToken(sessionToken),
      ip: "203.0.113.7",
      user_agent: "Test browser",
    });
    expect(JSON.stringify(row)).not.toContain(sessionToken);
    expect(await resolveSession(ctx(), sessionToken)).toEqual({
      kind: "user",
      userId,
      role: "user",
      timezone: "Europe/Berlin",
    });
  });

  test.each([
    ["a wrong password", { ...right, password: "another secret" }],
    ["an unknown address", { ...right, email: "nobody@tenant.example" }],
    ["an address that no database can hold", { ...right, email: "ada\u0000@tenant.example" }],
    ["an empty form", { email: "", password: "" }],
    ["no form", null],
    ["a password that is an object", { ...right, password: { $ne: "" } }],
  ])("with %s is refused in the same words", async (_, input) => {
    await expect(signInWithPassword(ctx(), input, client)).rejects.toMatchObject({
      code: "UNAUTHENTICATED",
      message: "The email address or the password is not right.",
    });
  });

  test("of a closed account is refused, and its open sessions end at the next request", async () => {
    const { sessionToken } = await signInWithPassword(ctx(), right, client);
    await harness.owner.query("UPDATE users SET is_active = false WHERE id = $1", [userId]);
    await expect(signInWithPassword(ctx(), right, client)).rejects.toMatchObject({ code: "UNAUTHENTICATED" });
    expect(await resolveSession(ctx(), sessionToken)).toBeNull();
    await harness.owner.query("UPDATE users SET is_active = true WHERE id = $1", [userId]);
  });

  test("takes as long for an unknown address as for a known one", async () => {
    const timed = async (email: string) => {
      const startedMs = performance.now();
      await signInWithPassword(ctx(), { ...right, email, password: "wrong" }, client).catch(() => {});
      return performance.now() - startedMs;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      known.push(await timed(right.email));
      unknown.push(await timed(`nobody${round}@tenant.example`));
    }
    const best = (times: number[]) => Math.min(...times);
    // A forgotten hash would make it a hundredth; the bounds are wide so that a busy machine fails nobody.
    expect(best(unknown) / best(known)).toBeGreaterThan(0.3);
    expect(best(unknown) / best(known)).toBeLessThan(3);
  });
});

describe("a session", () => {
  test("that was signed out stays ended", async () => {
    const { sessionToken } = await signInWithPassword(ctx(), right, client);
    await endSession(ctx(), sessionToken);
    await endSession(ctx(), sessionToken);
    expect(await resolveSession(ctx(), sessionToken)).toBeNull();
  });

  test("lasts as long as the setting says when it is opened", async () => {
    await harness.owner.query(
      "UPDATE system_config SET config_value = '2' WHERE config_key = 'session_duration_hours'",
    );
    const { sessionToken } = await signInWithPassword(ctx(), right, client);
    now = new Date("2026-10-31T13:59:59Z");
    expect(await resolveSession(ctx(), sessionToken)).not.toBeNull();
    now = new Date("2026-10-31T14:00:00Z");
    expect(await resolveSession(ctx(), sessionToken)).toBeNull();
    now = new Date("2026-10-31T12:00:00Z");
  });

  test("is known by its token alone, and no other text is one", async () => {
    const { sessionToken } = await signInWithPassword(ctx(), right, client);
    for (const token of ["", "x", hashSessionToken(sessionToken), sessionToken.toUpperCase()])
      expect(await resolveSession(ctx(), token)).toBeNull();
  });

  test("names its account, which another tenant's never does", async () => {
    const actor = { kind: "user", userId, role: "user", timezone: "Europe/Berlin" } as const;
    const account = await getAccount({ ...ctx(), actor, requestId: "test" });
    expect(account).toEqual({ name: "Ada", email: right.email, timezone: "Europe/Berlin" });
    await expect(getAccount(harness.context())).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
