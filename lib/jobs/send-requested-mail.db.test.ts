import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { requestPasswordReset } from "@/lib/auth/passwords/request-password-reset";
import { resetPassword } from "@/lib/auth/passwords/reset-password";
import { requestVerification } from "@/lib/auth/sign-up/request-verification";
import { listKeptMail } from "@/lib/mail/list-kept-mail";
import { createLogger } from "@/lib/platform/logger";
import { startMailSimulator } from "@/simulators/smtp/start-mail-simulator";
import { jobsEnv } from "@/test/jobs-env";
import { createMailHarness, type MailHarness, otherPassword, tokenIn } from "@/test/mail-harness";
import { waitUntil } from "@/test/wait-until";
import { sendRequestedMail } from "./send-requested-mail";
import { startJobs } from "./start-jobs";

let harness: MailHarness;
beforeAll(async () => {
  harness = await createMailHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  await harness.deliver();
});

const away = { ...jobsEnv, smtpUrl: "smtp://127.0.0.1:9" };
const jobs = () =>
  harness.rows<{ id: string; attempts: number; last_error: string | null }>(
    "SELECT id, attempts, last_error FROM graphile_worker.jobs WHERE task_identifier = 'send-mail'",
  );

describe("a mail that was asked for", () => {
  test("is sent by a started process, with links to this installation, and leaves no token in the database or the log", async () => {
    const folder = await mkdtemp(path.join(tmpdir(), "callwright-jobs-mail-"));
    const server = await startMailSimulator({ folder });
    const account = await harness.createAccount();
    const lines: string[] = [];
    const logger = createLogger("trace", { write: (line) => lines.push(line) });
    const running = await startJobs({
      connectionString: harness.connectionString,
      env: { ...jobsEnv, smtpUrl: server.url, nextAuthUrl: "https://callwright.example/" },
      logger,
    });
    await requestPasswordReset(harness.stranger(), { email: account.email });
    await waitUntil(async () => (await listKeptMail(folder)).length > 0);
    await waitUntil(async () => (await jobs()).length === 0);
    await running.stop();
    await server.stop();

    const [mail] = await listKeptMail(folder);
    expect(mail?.from).toBe('"Callwright" <no-reply@callwright.example>');
    const token = tokenIn(mail);
    expect(mail?.text).toContain(`\nhttps://callwright.example/reset-password?token=${token}\n`);
    expect(await harness.rows("SELECT row_count, error FROM job_runs WHERE task = 'send-mail'")).toEqual([
      { row_count: 1, error: null },
    ]);
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.join("")).not.toContain(token);
    await resetPassword(harness.stranger(), { token, password: otherPassword });
    await rm(folder, { recursive: true });
  });

  test("waits and is tried again while the mail server is away, and its link of the failed try never works", async () => {
    const account = await harness.createAccount();
    const asking = harness.stranger();
    await requestPasswordReset(asking, { email: account.email });
    const running = await startJobs({
      connectionString: harness.connectionString,
      env: away,
      logger: createLogger("silent"),
    });
    await waitUntil(async () => (await jobs())[0]?.last_error);
    await running.stop();
    const [job] = await jobs();
    expect(job?.last_error).toContain("ECONNREFUSED");
    expect(job?.attempts).toBeGreaterThan(0);

    const [mail] = await harness.deliver();
    const tokens = await harness.rows<{ works: boolean }>(
      "SELECT expires_at > now() AS works FROM password_reset_tokens WHERE user_id = $1 ORDER BY created_at, expires_at",
      [account.userId],
    );
    expect(tokens.length).toBeGreaterThan(1);
    expect(tokens.filter(({ works }) => works)).toHaveLength(1);
    await resetPassword(harness.stranger(), { token: tokenIn(mail), password: otherPassword });
  });

  test("fails, to be tried again, when the server takes the connection and hangs up", async () => {
    const rude = createServer((socket) => socket.end("421 no\r\n"));
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
    const address = rude.address();
    const port = typeof address === "object" && address ? address.port : 0;
    const account = await harness.createAccount();
    const env = { ...jobsEnv, smtpUrl: `smtp://127.0.0.1:${port}` };
    const payload = { kind: "password-changed", email: account.email, userId: null };
    await expect(sendRequestedMail(harness.stranger(), env, payload)).rejects.toThrow();
    await expect(sendRequestedMail(harness.stranger(), jobsEnv, payload)).rejects.toMatchObject({
      code: "UNAVAILABLE",
    });
    rude.close();
  });

  test("is not sent when the address was verified meanwhile", async () => {
    const account = await harness.createAccount({ isVerified: false });
    await requestVerification(harness.stranger(), { email: account.email });
    await harness.rows("UPDATE users SET email_verified = true WHERE id = $1", [account.userId]);
    expect(await harness.deliver()).toEqual([]);
  });

  test("of two at once for one account leaves one link that works", async () => {
    const { userId, email } = await harness.createAccount();
    const payload = { kind: "reset-password", email, userId: null };
    await Promise.allSettled([1, 2, 3].map(() => sendRequestedMail(harness.stranger(), away, payload)));
    const working = await harness.rows("SELECT FROM password_reset_tokens WHERE user_id = $1 AND expires_at > now()", [
      userId,
    ]);
    expect(working).toHaveLength(1);
  });

  test.each([
    ["nothing", null],
    ["an unknown kind", { kind: "advertisement", email: "ada@account.example" }],
    ["two addresses", { kind: "password-changed", email: "ada@account.example,bob@account.example" }],
    ["a second header", { kind: "password-changed", email: "ada@account.example\r\nBcc: bob@account.example" }],
    ["no account", { kind: "confirm-new-address", email: "ada@account.example", userId: null }],
  ])("is refused with %s in the queue", async (_, payload) => {
    await expect(sendRequestedMail(harness.stranger(), away, payload)).rejects.toThrow("invalid");
  });
});
