import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { AuditAction } from "@/lib/access/audit-action";
import type { Context, UserActor, UserRole } from "@/lib/access/context";
import { newId } from "@/lib/platform/ids";
import { type AdminHarness, createAdminHarness, type SignedIn } from "@/test/admin-harness";
import { linkAgent } from "../agents/link-agent";
import { updateAgent } from "../agents/update-agent";
import { noteAuditReading } from "../audit-log/note-audit-reading";
import { verifyAuditLog } from "../audit-log/verify-audit-log";
import { replaySetAside } from "../health/replay-set-aside";
import { runTask } from "../health/run-task";
import { settleFailedJob } from "../health/settle-failed-job";
import { requestReplay } from "../request-replay";
import { changeSetting } from "../settings/change-setting";
import { addNote } from "./add-note";
import { adjustCredits } from "./adjust-credits";
import { cancelDeletion } from "./cancel-deletion";
import { changeRole } from "./change-role";
import { changeUserTimeZone } from "./change-user-time-zone";
import { endUserSessions } from "./end-user-sessions";
import { inviteUser } from "./invite-user";
import { liftLockout } from "./lift-lockout";
import { removeSecondFactor } from "./remove-second-factor";
import { scheduleDeletion } from "./schedule-deletion";
import { sendReset } from "./send-reset";
import { setUserActive } from "./set-user-active";
import { verifyAddress } from "./verify-address";

let harness: AdminHarness;
let admin: SignedIn;
let boss: SignedIn;
let user: SignedIn;
beforeAll(async () => {
  harness = await createAdminHarness();
  [boss, admin, user] = [
    await harness.signedIn("super_admin"),
    await harness.signedIn("admin"),
    await harness.signedIn("user"),
  ];
});
afterAll(() => harness.dispose());

type Verb = {
  run(ctx: Context<UserActor>, userId: string): Promise<unknown>;
  action: AuditAction;
  /** The least role that may. */
  role: Exclude<UserRole, "user">;
  /** Whether it asks for proof of who acts when that is not recent. */
  asksProof?: true;
  /** Whether admins may do it to administrators, too, because it is about no account or changes none. */
  isAboutNobody?: true;
  /** What it answers to the id of no account; NOT_FOUND otherwise. */
  unknown?: "BAD_REQUEST";
  /** Makes the account one to which it can be done. */
  prepare?(userId: string): Promise<unknown>;
};
const reason = "Asked by phone";

/** Every verb of administrators that writes, with what it leaves in the audit log. */
const verbs: Readonly<Record<string, Verb>> = {
  addNote: {
    run: (ctx, userId) => addNote(ctx, { userId, note: "Pays late" }),
    action: "user.note",
    role: "admin",
    isAboutNobody: true,
  },
  adjustCredits: {
    run: (ctx, userId) =>
      adjustCredits(ctx, { userId, reason, entryId: newId(), type: "admin_adjustment", amount: "5" }),
    action: "user.adjust_credits",
    role: "admin",
    asksProof: true,
  },
  cancelDeletion: {
    run: (ctx, userId) => cancelDeletion(ctx, { userId, reason }),
    action: "user.cancel_deletion",
    role: "admin",
    prepare: (id) => harness.rows("UPDATE users SET delete_after = now() + interval '5 days' WHERE id = $1", [id]),
  },
  changeRole: {
    run: (ctx, userId) => changeRole(ctx, { userId, reason, role: "admin" }),
    action: "user.change_role",
    role: "super_admin",
    asksProof: true,
  },
  changeUserTimeZone: {
    run: (ctx, userId) => changeUserTimeZone(ctx, { userId, reason, timezone: "Asia/Kathmandu" }),
    action: "user.change_time_zone",
    role: "admin",
  },
  endUserSessions: {
    run: (ctx, userId) => endUserSessions(ctx, { userId, reason }),
    action: "user.end_sessions",
    role: "admin",
  },
  inviteUser: {
    run: (ctx) => inviteUser(ctx, { reason, name: "New", email: `${newId()}@tenant.example` }),
    action: "user.invite",
    role: "admin",
    isAboutNobody: true,
  },
  liftLockout: {
    run: (ctx, userId) => liftLockout(ctx, { userId, reason }),
    action: "user.lift_lockout",
    role: "admin",
    prepare: (id) =>
      harness.rows(
        `INSERT INTO login_attempts (email, success, failure_reason) SELECT email, false, 'wrong_password' FROM users WHERE id = $1`,
        [id],
      ),
  },
  removeSecondFactor: {
    run: (ctx, userId) => removeSecondFactor(ctx, { userId, reason }),
    action: "user.remove_second_factor",
    role: "super_admin",
    asksProof: true,
    prepare: (id) =>
      harness.rows(
        "INSERT INTO second_factors (user_id, secret_encrypted, confirmed_at) VALUES ($1, 'test', now()) ON CONFLICT DO NOTHING",
        [id],
      ),
  },
  scheduleDeletion: {
    run: (ctx, userId) => scheduleDeletion(ctx, { userId, reason }),
    action: "user.schedule_deletion",
    role: "admin",
    asksProof: true,
  },
  sendReset: {
    run: (ctx, userId) => sendReset(ctx, { userId, reason }),
    action: "user.send_reset",
    role: "admin",
  },
  setUserActive: {
    run: (ctx, userId) => setUserActive(ctx, { userId, reason, isActive: false }),
    action: "user.deactivate",
    role: "admin",
  },
  verifyAddress: {
    run: (ctx, userId) => verifyAddress(ctx, { userId, reason }),
    action: "user.verify_address",
    role: "admin",
    prepare: (id) => harness.rows("UPDATE users SET email_verified = false WHERE id = $1", [id]),
  },
  linkAgent: {
    run: (ctx, userId) =>
      linkAgent(ctx, {
        account: userId,
        providerAgentId: `agent_${newId()}`,
        name: "Front desk",
        type: "call",
        reason,
      }),
    action: "agent.link",
    role: "admin",
    unknown: "BAD_REQUEST",
  },
  updateAgent: {
    // The agent under the account's own id.
    run: (ctx, userId) => updateAgent(ctx, { agentId: userId, name: "Reception", isActive: true, reason }),
    action: "agent.update",
    role: "admin",
    prepare: (id) =>
      harness.rows(
        "INSERT INTO agents (id, user_id, elevenlabs_agent_id, name) VALUES ($1::uuid, $1::uuid, $1::text, 'Front desk')",
        [id],
      ),
  },
  runTask: {
    run: (ctx) => runTask(ctx, { task: "repair-rollups", reason }),
    action: "job.run",
    role: "admin",
    isAboutNobody: true,
    prepare: () =>
      harness.rows(
        "INSERT INTO job_schedule (task, last_slot) VALUES ('repair-rollups', date_trunc('minute', now())) ON CONFLICT DO NOTHING",
      ),
  },
  settleFailedJob: {
    run: async (ctx) => {
      const [given] = await harness.rows<{ id: number }>(
        "SELECT id::integer FROM graphile_worker.jobs WHERE task_identifier = 'test-fails' AND attempts = max_attempts LIMIT 1",
      );
      await settleFailedJob(ctx, { job: given?.id, isRetry: true, reason });
    },
    action: "job.retry",
    role: "admin",
    isAboutNobody: true,
    prepare: async () => {
      const [made] = await harness.rows<{ id: number }>(
        "SELECT id::integer FROM graphile_worker.add_job('test-fails', max_attempts => 1)",
      );
      await harness.rows("SELECT graphile_worker.permanently_fail_jobs(ARRAY[$1::bigint], 'Broken')", [made?.id]);
    },
  },
  replaySetAside: {
    run: (ctx) => replaySetAside(ctx, { cause: "not_json", reason }),
    action: "event.replay",
    role: "admin",
    isAboutNobody: true,
    prepare: () =>
      harness.rows(
        `INSERT INTO webhook_events (provider, status, reason, body, body_bytes, body_sha256, signed_at)
         VALUES ('elevenlabs', 'quarantined', 'not_json', '{', 1, sha256(gen_random_uuid()::text::bytea), now())`,
      ),
  },
  changeSetting: {
    run: (ctx) => changeSetting(ctx, { key: "account_deletion_grace_days", value: "21", expected: "14", reason }),
    action: "setting.update",
    role: "admin",
    isAboutNobody: true,
    prepare: () =>
      harness.rows("UPDATE system_config SET config_value = '14' WHERE config_key = 'account_deletion_grace_days'"),
  },
  noteAuditReading: {
    run: (ctx) => noteAuditReading(ctx),
    action: "audit_log.read",
    role: "admin",
    isAboutNobody: true,
  },
  verifyAuditLog: {
    run: (ctx) => verifyAuditLog(ctx),
    action: "audit_log.verify",
    role: "admin",
    isAboutNobody: true,
  },
  requestReplay: {
    run: (ctx, userId) =>
      requestReplay(ctx, {
        tenantId: userId,
        receivedFrom: "2026-10-01T00:00:00Z",
        receivedBefore: "2026-10-02T00:00:00Z",
      }),
    action: "event.replay",
    role: "admin",
    isAboutNobody: true,
  },
};

test("every file of the admin panel that writes into the audit log is one of these verbs", () => {
  const folder = path.join(import.meta.dirname, "..");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) =>
      /\.ts$/.test(file) && !/\.test\.ts$/.test(file) && /logAdminAction\(|writeSetting\(/.test(read(folder, file)),
  );
  const names = files.map((file) =>
    path.basename(file, ".ts").replaceAll(/-(\w)/g, (_, letter) => letter.toUpperCase()),
  );
  // It runs on the machine itself.
  expect(names.filter((name) => name !== "createAdmin").sort()).toEqual(Object.keys(verbs).sort());
});

const read = (folder: string, file: string) => readFileSync(path.join(folder, file), "utf8");
const countEntries = async () =>
  (await harness.rows<{ n: number }>("SELECT count(*)::integer AS n FROM admin_audit_log"))[0]?.n ?? 0;
const newUser = async ({ prepare }: Verb): Promise<string> => {
  const { userId } = await harness.signedIn("user");
  await prepare?.(userId);
  return userId;
};

describe.each(Object.entries(verbs))("%s", (name, verb) => {
  test("leaves one entry that says who did what, and why", async () => {
    const actor = verb.role === "admin" ? await harness.signedIn("admin") : boss;
    const target = await newUser(verb);
    const before = await countEntries();
    await verb.run(actor.ctx, target);
    const entries = await harness.rows(
      "SELECT admin_user_id AS by, action, details ->> 'reason' AS reason FROM admin_audit_log ORDER BY entry_number OFFSET $1",
      [before],
    );
    const hasReason = !["addNote", "noteAuditReading", "verifyAuditLog", "requestReplay"].includes(name);
    expect(entries).toEqual([{ by: actor.userId, action: verb.action, reason: hasReason ? reason : null }]);
  });

  test("is refused to those whose role does not reach, and leaves no entry", async () => {
    const target = await newUser(verb);
    const before = await countEntries();
    for (const actor of verb.role === "admin" ? [user] : [user, admin])
      await expect(verb.run(actor.ctx, target)).rejects.toMatchObject({ code: "FORBIDDEN" });
    expect(await countEntries()).toBe(before);
  });

  test("is refused to a former administrator, whatever the session says", async () => {
    if (verb.isAboutNobody) return;
    const former = await harness.signedIn("user");
    const ctx = { ...former.ctx, actor: { ...former.ctx.actor, role: "super_admin" as const } };
    await expect(verb.run(ctx, await newUser(verb))).rejects.toMatchObject({ code: "FORBIDDEN" });
  });

  test("is done to administrators by super admins alone", async () => {
    if (verb.isAboutNobody || verb.role === "super_admin") return;
    const target = await harness.signedIn("admin");
    await verb.prepare?.(target.userId);
    await expect(verb.run(admin.ctx, target.userId)).rejects.toMatchObject({ code: "FORBIDDEN" });
    await verb.run(boss.ctx, target.userId);
  });

  test("asks for proof of who acts where it is dangerous, ten minutes after the last", async () => {
    const late = await harness.signedIn("super_admin");
    await harness.rows("UPDATE user_sessions SET created_at = created_at - interval '11 minutes' WHERE id = $1", [
      late.ctx.sessionId,
    ]);
    const done = verb.run(late.ctx, await newUser(verb));
    if (verb.asksProof) await expect(done).rejects.toMatchObject({ code: "PROOF_REQUIRED" });
    else await done;
  });

  test("finds no account of an unknown id", async () => {
    if (verb.isAboutNobody && !["addNote", "requestReplay"].includes(name)) return;
    await expect(verb.run(boss.ctx, newId())).rejects.toMatchObject({ code: verb.unknown ?? "NOT_FOUND" });
  });
});
