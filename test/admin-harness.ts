import type { Context, UserActor, UserRole } from "@/lib/access/context";
import { type AccountHarness, createAccountHarness, home, type TestAccount } from "./account-harness";

export type SignedIn = TestAccount & { ctx: Context<UserActor> & { sessionId: string } };

export type AdminHarness = AccountHarness & {
  /** Somebody of a role who has just signed in. */
  signedIn(role: UserRole): Promise<SignedIn>;
  /** What the audit log says was done to an account, in its order. */
  entriesAbout(userId: string): Promise<{ by: string; action: string; details: Record<string, unknown> }[]>;
  /** The mails that wait to be sent, by kind and address. */
  queuedMails(): Promise<string[]>;
};

/** A database whose administrators act on accounts. */
export async function createAdminHarness(): Promise<AdminHarness> {
  const harness = await createAccountHarness();
  // Sessions and what happens to accounts are timed by the database, too.
  harness.time.now = new Date();
  let people = 0;
  return {
    ...harness,
    async signedIn(role) {
      const account = await harness.createAccount({ role });
      people += 1;
      // Attempts to sign in from one place are limited.
      const client = { ...home, ipAddress: `198.51.100.${people % 250}` };
      return { ...account, ctx: { ...harness.contextOf(account, await harness.signIn(account, client)), client } };
    },
    entriesAbout: (userId) =>
      harness.rows(
        "SELECT admin_user_id AS by, action, details FROM admin_audit_log WHERE target_user_id = $1 ORDER BY entry_number",
        [userId],
      ),
    async queuedMails() {
      const rows = await harness.rows<{ mail: string }>(
        `SELECT (payload ->> 'kind') || ' ' || (payload ->> 'email') AS mail
         FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
         WHERE t.identifier = 'send-mail' ORDER BY j.id`,
      );
      return rows.map(({ mail }) => mail);
    },
  };
}
