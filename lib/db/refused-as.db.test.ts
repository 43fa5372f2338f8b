import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { refusedAs } from "./refused-as";
import { runAsOwner } from "./run-transaction";
import type { Transaction } from "./transaction";

let harness: IngestHarness;
let tenant: TestTenant;
let contactId: string;
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  await insertCall(harness.owner, tenant, { lead: { score: 80 } });
  contactId = newId();
  await harness.rows("INSERT INTO contacts (id, user_id, name) VALUES ($1, $2, 'Ada')", [contactId, tenant.userId]);
});
afterAll(() => harness.dispose());

const day = new Date("2026-12-24");
const later = new Date("2026-12-25T10:00:00Z");
const phoneNumber = "+442079460018";
const nobody = "00000000-0000-7000-8000-000000000000";
const own = () => ({ userId: tenant.userId });
const select = { id: true } as const;

/** A row of each table that nothing refuses. */
const rows = {
  user: () => ({ email: "ada@tenant.example", name: "Ada" }),
  agent: () => ({ ...own(), elevenlabsAgentId: "agent_same", name: "Agent" }),
  contact: () => ({ ...own(), name: "Ada", phoneNumber }),
  line: () => ({ name: "Line", phoneNumber, elevenlabsPhoneNumberId: newId() }),
  followUp: () => ({ ...own(), leadPhone: phoneNumber, followUpDate: day }),
  customer: () => ({ ...own(), contactId, name: "Ada", customerReferenceNumber: "" }),
  session: () => ({ ...own(), tokenHash: "same", expiresAt: later }),
  attempt: () => ({ email: "ada@tenant.example", success: true }),
  proof: () => ({ ...own(), email: "ada@tenant.example", tokenHash: "same", expiresAt: later }),
  reset: () => ({ ...own(), tokenHash: "same", expiresAt: later }),
  linked: () => ({ ...own(), provider: "google", providerAccountId: newId(), email: "ada@tenant.example" }),
  target: () => ({ ...own(), agentId: tenant.agentId, targetType: "daily", targetDate: day, targetCalls: 5 }),
  view: () => ({ ...own(), page: "/calls", name: "Hot", query: "" }),
  file: () => ({
    ...{ ...own(), fileName: "people.csv", fileBytes: 10, encoding: "utf-8", separator: ",", hasHeader: true },
    ...{ columns: [], headerDigest: "", rowCount: 3 },
  }),
  entry: () => ({
    ...{ adminUserId: tenant.userId, action: "test", resourceType: "test", details: {} },
    ...{ entryNumber: 0, previousHash: "", entryHash: "" },
  }),
};

type Writes = Record<string, (p: Transaction["prisma"]) => Promise<unknown>>;

/** By table, a statement of a model of Prisma that breaks the named constraint: one for each kind that the table has. */
const refused: Record<string, Writes> = {
  users: {
    users_email_is_lower_case: (p) => p.user.create({ data: { ...rows.user(), email: "Ada@tenant.example" }, select }),
    users_email_key: (p) => p.user.createMany({ data: [rows.user(), rows.user()] }),
  },
  agents: {
    agents_agent_type_is_known: (p) => p.agent.create({ data: { ...rows.agent(), agentType: "other" }, select }),
    agents_user_id_elevenlabs_agent_id_key: (p) => p.agent.createMany({ data: [rows.agent(), rows.agent()] }),
    agents_user_id_fkey: (p) => p.agent.create({ data: { ...rows.agent(), userId: nobody }, select }),
  },
  contacts: {
    contacts_phone_number_is_e164: (p) => p.contact.create({ data: { ...rows.contact(), phoneNumber: "020" }, select }),
    contacts_user_id_phone_number_key: (p) => p.contact.createMany({ data: [rows.contact(), rows.contact()] }),
    contacts_user_id_fkey: (p) => p.contact.create({ data: { ...rows.contact(), userId: nobody }, select }),
  },
  phone_numbers: {
    phone_numbers_phone_number_is_e164: (p) =>
      p.phoneNumber.create({ data: { ...rows.line(), phoneNumber: "1" }, select }),
    phone_numbers_one_active_number: (p) => p.phoneNumber.createMany({ data: [rows.line(), rows.line()] }),
    phone_numbers_assigned_to_user_id_fkey: (p) =>
      p.phoneNumber.create({ data: { ...rows.line(), assignedToUserId: nobody }, select }),
  },
  follow_ups: {
    follow_ups_status_is_known: (p) =>
      p.followUp.create({ data: { ...rows.followUp(), followUpStatus: "other" }, select }),
    follow_ups_one_pending_per_person_and_day: (p) =>
      p.followUp.createMany({ data: [rows.followUp(), rows.followUp()] }),
    follow_ups_call_id_user_id_fkey: (p) => p.followUp.create({ data: { ...rows.followUp(), callId: nobody }, select }),
  },
  customers: {
    customers_status_is_known: (p) => p.customer.create({ data: { ...rows.customer(), status: "Gone" }, select }),
    customers_one_per_contact: (p) => p.customer.createMany({ data: [rows.customer(), rows.customer()] }),
    customers_contact_id_user_id_fkey: (p) =>
      p.customer.create({ data: { ...rows.customer(), contactId: nobody }, select }),
  },
  user_sessions: {
    user_sessions_auth_provider_is_known: (p) =>
      p.userSession.create({ data: { ...rows.session(), authProvider: "x" }, select }),
    user_sessions_token_hash_key: (p) => p.userSession.createMany({ data: [rows.session(), rows.session()] }),
    user_sessions_user_id_fkey: (p) => p.userSession.create({ data: { ...rows.session(), userId: nobody }, select }),
  },
  login_attempts: {
    login_attempts_failed_for_a_reason: (p) =>
      p.loginAttempt.create({ data: { ...rows.attempt(), success: false }, select }),
  },
  password_reset_attempts: {
    password_reset_attempts_email_is_lower_case: (p) =>
      p.passwordResetAttempt.create({ data: { ...rows.attempt(), email: "Ada@tenant.example" }, select }),
  },
  email_verification_tokens: {
    email_verification_tokens_email_is_lower_case: (p) =>
      p.emailVerificationToken.create({ data: { ...rows.proof(), email: "Ada@tenant.example" }, select }),
    email_verification_tokens_token_hash_key: (p) =>
      p.emailVerificationToken.createMany({ data: [rows.proof(), rows.proof()] }),
    email_verification_tokens_user_id_fkey: (p) =>
      p.emailVerificationToken.create({ data: { ...rows.proof(), userId: nobody }, select }),
  },
  password_reset_tokens: {
    password_reset_tokens_token_hash_key: (p) =>
      p.passwordResetToken.createMany({ data: [rows.reset(), rows.reset()] }),
    password_reset_tokens_user_id_fkey: (p) =>
      p.passwordResetToken.create({ data: { ...rows.reset(), userId: nobody }, select }),
  },
  oauth_accounts: {
    oauth_accounts_provider_is_known: (p) =>
      p.oauthAccount.create({ data: { ...rows.linked(), provider: "x" }, select }),
    oauth_accounts_user_id_provider_key: (p) => p.oauthAccount.createMany({ data: [rows.linked(), rows.linked()] }),
    oauth_accounts_user_id_fkey: (p) => p.oauthAccount.create({ data: { ...rows.linked(), userId: nobody }, select }),
  },
  system_config: {
    system_config_value_has_its_type: (p) =>
      p.systemConfig.updateMany({ where: { configKey: "credits_per_minute" }, data: { configValue: "none" } }),
    system_config_updated_by_fkey: (p) =>
      p.systemConfig.updateMany({ where: { configKey: "credits_per_minute" }, data: { updatedBy: nobody } }),
  },
  agent_targets: {
    agent_targets_type_is_known: (p) =>
      p.agentTarget.create({ data: { ...rows.target(), targetType: "yearly" }, select }),
    agent_targets_agent_period_key: (p) => p.agentTarget.createMany({ data: [rows.target(), rows.target()] }),
    agent_targets_agent_id_user_id_fkey: (p) =>
      p.agentTarget.create({ data: { ...rows.target(), agentId: nobody }, select }),
  },
  saved_views: {
    saved_views_page_is_a_path: (p) => p.savedView.create({ data: { ...rows.view(), page: "calls" }, select }),
    saved_views_user_id_page_name_key: (p) => p.savedView.createMany({ data: [rows.view(), rows.view()] }),
    saved_views_user_id_fkey: (p) => p.savedView.create({ data: { ...rows.view(), userId: nobody }, select }),
  },
  contact_imports: {
    contact_imports_status_is_known: (p) =>
      p.contactImport.create({ data: { ...rows.file(), status: "other" }, select }),
    contact_imports_user_id_fkey: (p) => p.contactImport.create({ data: { ...rows.file(), userId: nobody }, select }),
  },
  admin_audit_log: {
    admin_audit_log_admin_user_id_fkey: (p) =>
      p.adminAuditLog.create({ data: { ...rows.entry(), adminUserId: nobody }, select }),
  },
};

describe("through a model of Prisma, what is refused names the constraint that refuses it", () => {
  const states: Readonly<Record<string, string>> = { c: "23514", u: "23505", f: "23503" };

  test.each(Object.entries(refused))("of %s", async (table, writes) => {
    // A unique index need not be a constraint.
    const constraints = await harness.rows<{ name: string; kind: string }>(
      `SELECT conname AS name, contype AS kind FROM pg_constraint WHERE conrelid = $1::regclass AND contype IN ('c', 'f')
       UNION ALL SELECT indexrelid::regclass::text, 'u' FROM pg_index WHERE indrelid = $1::regclass AND indisunique`,
      [table],
    );
    const state = (constraint: string) => states[constraints.find(({ name }) => name === constraint)?.kind ?? ""];
    for (const [constraint, write] of Object.entries(writes)) {
      const refusal = runAsOwner(harness.owner, (tx) => write(tx.prisma));
      await expect(refusal, constraint).rejects.toMatchObject({ code: state(constraint), constraint });
    }
  });
});

test("a refusal becomes the verb's error by the name of its constraint, and anything else is thrown as it is", async () => {
  const refuse = refusedAs({
    saved_views_page_is_a_path: (cause) => new AppError("BAD_REQUEST", "No page.", { cause }),
  });
  const view = (data: object) =>
    runAsOwner(harness.owner, (tx) => tx.prisma.savedView.create({ data: { ...rows.view(), ...data }, select })).catch(
      refuse,
    );
  await expect(view({ page: "calls" })).rejects.toMatchObject({ code: "BAD_REQUEST", cause: { code: "23514" } });
  await expect(view({ userId: nobody })).rejects.toMatchObject({ code: "23503" });
  for (const error of [new Error("Else"), { constraint: "saved_views_page_is_a_path" }, "toString", undefined])
    await expect(Promise.reject(error).catch(refuse)).rejects.toBe(error);
});

test("every constraint of which the code says what its refusal means is one of the database's", async () => {
  const lib = path.join(import.meta.dirname, "..");
  const known = readdirSync(lib, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test)\.ts$/.test(file) && !file.startsWith("db/generated"))
    .flatMap((file) => [...readFileSync(path.join(lib, file), "utf8").matchAll(/\brefusedAs\(\{[\s\S]*?\}\)/g)])
    .flatMap(([text]) => [...text.matchAll(/\b([a-z]+(?:_[a-z0-9]+)+):/g)].map(([, name]) => name));
  expect(known.length).toBeGreaterThan(6);
  const existing = await harness.rows<{ name: string }>(
    `SELECT conname AS name FROM pg_constraint UNION SELECT relname FROM pg_class WHERE relkind = 'i'
     UNION SELECT (regexp_matches(prosrc, 'CONSTRAINT = ''(\\w+)''', 'g'))[1] FROM pg_proc
       WHERE pronamespace = 'public'::regnamespace`,
  );
  expect(existing.map(({ name }) => name)).toEqual(expect.arrayContaining(known));
});
