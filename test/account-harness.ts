import { runMigrations } from "graphile-worker";
import { vi } from "vitest";
import type { Client, Context, UserActor, UserRole } from "@/lib/access/context";
import { refreshSession } from "@/lib/auth/sessions/refresh-session";
import { resolveSession } from "@/lib/auth/sessions/resolve-session";
import type { SessionTokens } from "@/lib/auth/sessions/session-token";
import { signInWithPassword } from "@/lib/auth/sign-in/sign-in-with-password";
import { newId } from "@/lib/platform/ids";
import { cheapPasswordHash } from "@/test/cheap-password-hash";
import { createIngestHarness, type IngestHarness } from "./ingest-harness";

export const password = "a long enough secret";

export type TestAccount = { userId: string; email: string; role: UserRole };

export type AccountHarness = IngestHarness & {
  /** The clock of every verb. */
  time: { now: Date; pass(seconds: number): void };
  verbs(): Pick<Context, "db" | "clock">;
  createAccount(options?: { email?: string; role?: UserRole; isVerified?: boolean }): Promise<TestAccount>;
  signIn(account: TestAccount, client?: Client): Promise<SessionTokens>;
  stateOf(tokens: SessionTokens): Promise<string>;
  refresh(tokens: SessionTokens): Promise<SessionTokens | null>;
  /** Starts work while a statement of the owner holds rows, and lets go once that many wait for a lock. */
  whileHeld<T>(statement: { sql: string; params: unknown[]; waiting: number }, work: () => Promise<T>): Promise<T>;
  /** What a request of this session brings to a verb. */
  contextOf(account: TestAccount, tokens: Pick<SessionTokens, "sessionId">): Context<UserActor> & { sessionId: string };
};

export const home: Client = { ipAddress: "203.0.113.7", userAgent: "Test browser" };

/** A database of its own with accounts that sign in, and a clock that the test moves. */
export async function createAccountHarness(): Promise<AccountHarness> {
  const harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
  const passwordHash = await cheapPasswordHash(password);
  const time = {
    now: new Date("2026-10-31T12:00:00Z"),
    pass(seconds: number) {
      time.now = new Date(time.now.getTime() + seconds * 1000);
    },
  };
  const verbs = () => ({ db: harness.db, clock: { now: () => time.now } });
  return {
    ...harness,
    time,
    verbs,
    async createAccount({ email = `${newId()}@tenant.example`, role = "user", isVerified = true } = {}) {
      const rows = await harness.rows<{ id: string }>(
        `INSERT INTO users (email, name, role, timezone, password_hash, email_verified)
         VALUES ($1, 'Ada', $2, 'Europe/Berlin', $3, $4) RETURNING id`,
        [email, role, passwordHash, isVerified],
      );
      return { userId: rows[0]?.id ?? "", email, role };
    },
    async signIn({ email }, client = home) {
      return (await signInWithPassword(verbs(), { email, password }, client)).tokens;
    },
    stateOf: async (tokens) => (await resolveSession(verbs(), tokens)).state,
    refresh: (tokens) => refreshSession(verbs(), tokens),
    async whileHeld({ sql, params, waiting }, work) {
      await harness.rows("BEGIN");
      await harness.rows(sql, params);
      const working = work();
      // It may fail before the COMMIT is answered; callers that await it below get the error.
      working.catch(() => {});
      const count = "SELECT count(*)::integer AS n FROM pg_locks WHERE NOT granted";
      try {
        await vi.waitUntil(async () => ((await harness.rows<{ n: number }>(count))[0]?.n ?? 0) >= waiting, 20_000);
      } finally {
        await harness.rows("COMMIT");
      }
      return working;
    },
    contextOf: ({ userId, role }, { sessionId }) => ({
      ...verbs(),
      actor: { kind: "user", userId, role, timezone: "Europe/Berlin" },
      requestId: "test",
      client: home,
      sessionId,
    }),
  };
}
