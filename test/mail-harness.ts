import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import type { Client, Context, UserActor } from "@/lib/access/context";
import { openSession } from "@/lib/auth/sessions/open-session";
import { sendRequestedMail } from "@/lib/jobs/send-requested-mail";
import { type KeptMail, listKeptMail } from "@/lib/mail/list-kept-mail";
import { newId } from "@/lib/platform/ids";
import { startMailSimulator } from "@/simulators/smtp/start-mail-simulator";
import { cheapPasswordHash } from "@/test/cheap-password-hash";
import { createIngestHarness, type IngestHarness } from "./ingest-harness";
import { jobsEnv } from "./jobs-env";

export const accountPassword = "orchid ladder quartz nine";
export const otherPassword = "velvet tractor moon eleven";

type Asking = Pick<Context, "db" | "clock" | "client">;
export type Account = { userId: string; email: string };

export type MailHarness = Omit<IngestHarness, "context"> & {
  /** A stranger's request, from a network address of its own unless one is given. */
  stranger(client?: Partial<Client>): Asking;
  /** The request of an account's owner in a session. */
  asOwner(account: Account, sessionId?: string): Context<UserActor>;
  createAccount(options?: { password?: string | null; isVerified?: boolean }): Promise<Account>;
  /** Resolves with the session's id. */
  openSession(account: Account): Promise<string>;
  sessionEnds(account: Account): Promise<(string | null)[]>;
  /** What waits in the queue, as it is stored. */
  queuedMails(): Promise<unknown[]>;
  /** Sends what waits in the queue, and returns the mails that arrived. */
  deliver(): Promise<KeptMail[]>;
  /** Sets the clock of all requests and mails. */
  setNow(now: Date): void;
  passHours(hours: number): void;
};

/** A database with accounts, and a mail server whose mails can be read. */
export async function createMailHarness(): Promise<MailHarness> {
  const harness = await createIngestHarness();
  await runMigrations({ connectionString: harness.connectionString });
  const folder = await mkdtemp(path.join(tmpdir(), "callwright-account-mail-"));
  const server = await startMailSimulator({ folder });
  let now = new Date();
  let strangers = 0;
  const clock = { now: () => now };
  const queuedMails = async () => {
    const rows = await harness.rows<{ payload: unknown }>(
      `SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        WHERE t.identifier = 'send-mail' ORDER BY j.id`,
    );
    return rows.map(({ payload }) => payload);
  };

  return {
    ...harness,
    stranger(client = {}) {
      strangers += 1;
      const ipAddress = `198.51.${Math.floor(strangers / 250)}.${(strangers % 250) + 1}`;
      return { db: harness.db, clock, client: { ipAddress, userAgent: "Test browser", ...client } };
    },
    asOwner: ({ userId }, sessionId) => ({
      actor: { kind: "user", userId, role: "user", timezone: "UTC" },
      sessionId,
      db: harness.db,
      clock,
      requestId: "test",
    }),
    async createAccount({ password = accountPassword, isVerified = true } = {}) {
      const account = { userId: newId(), email: `${newId()}@account.example` };
      await harness.owner.query(
        "INSERT INTO users (id, email, name, password_hash, email_verified) VALUES ($1, $2, 'Ada Byron', $3, $4)",
        [account.userId, account.email, password && (await cheapPasswordHash(password)), isVerified],
      );
      return account;
    },
    async openSession({ userId }) {
      const client = { ipAddress: null, userAgent: null };
      return (await harness.db.auth((tx) => openSession(tx, { userId, provider: "email", client, now }))).sessionId;
    },
    async sessionEnds({ userId }) {
      const rows = await harness.rows<{ end_reason: string | null }>(
        "SELECT end_reason FROM user_sessions WHERE user_id = $1 ORDER BY created_at, id",
        [userId],
      );
      return rows.map(({ end_reason }) => end_reason);
    },
    queuedMails,
    async deliver() {
      const before = new Set((await listKeptMail(folder, 1000)).map(({ id }) => id));
      const waiting = await queuedMails();
      await harness.rows("DELETE FROM graphile_worker._private_jobs");
      for (const payload of waiting)
        await sendRequestedMail({ db: harness.db, clock }, { ...jobsEnv, smtpUrl: server.url }, payload);
      return (await listKeptMail(folder, 1000)).filter(({ id }) => !before.has(id)).reverse();
    },
    setNow(moment) {
      now = moment;
    },
    passHours(hours) {
      now = new Date(now.getTime() + hours * 3_600_000);
    },
    async dispose() {
      await server.stop();
      await harness.dispose();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The token of the link in a mail; the same in its text and its HTML. */
export function tokenIn(mail: KeptMail | undefined): string {
  const [inText, inHtml] = [mail?.text, mail?.html].map((part) => /[?&]token=([\w-]+)/.exec(part ?? "")?.[1]);
  if (!inText || inText !== inHtml) throw new Error(`No link in the mail “${mail?.subject}”.`);
  return inText;
}
