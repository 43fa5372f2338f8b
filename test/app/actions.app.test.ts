import path from "node:path";
import fc from "fast-check";
import type pg from "pg";
import { describe, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { createDiskStorage } from "@/lib/storage/disk-storage";
import type { TestDatabase } from "@/test/database";
import { callAction } from "./call-action";
import { createPerson, type Person, password, signIn } from "./people";
import { provideApp } from "./provide-app";
import { actionsOfBuild } from "./read-build";
import { actionGuards } from "./route-guards";
import { type App, appSecret } from "./start-app";

type TakesId = {
  /** The field that has the id, and what the others have. */
  field: string;
  others?: Readonly<Record<string, string>>;
  /** Makes something of the owner's, and says its id. */
  make: () => Promise<string>;
  /** What the action would change. */
  state: (id: string) => Promise<unknown>;
};

/** Each action that takes the id of something of a tenant. */
const takeIds: Readonly<Record<string, TakesId>> = {
  "app/(dashboard)/settings/actions.ts endSession": { field: "sessionId", make: openAnother, state: isOpen },
  "app/(dashboard)/calls/actions.ts setOutcomes": {
    field: "callIds",
    others: { outcome: "busy" },
    make: callOfOwner,
    state: ownerCall,
  },
  "app/(dashboard)/calls/actions.ts saveNotes": {
    field: "callId",
    others: { notes: "Call back" },
    make: callOfOwner,
    state: ownerCall,
  },
  "app/(dashboard)/calls/actions.ts markRead": { field: "callIds", make: callOfOwner, state: ownerCall },
  "app/(dashboard)/saved-views/actions.ts renameView": {
    field: "viewId",
    others: { name: "Renamed" },
    make: viewOfOwner,
    state: viewsOfOwner,
  },
  "app/(dashboard)/saved-views/actions.ts replaceView": {
    field: "viewId",
    others: { query: "q=solar" },
    make: viewOfOwner,
    state: viewsOfOwner,
  },
  "app/(dashboard)/saved-views/actions.ts deleteView": { field: "viewId", make: viewOfOwner, state: viewsOfOwner },
  "app/(dashboard)/agents/[id]/actions.ts saveTarget": {
    field: "agentId",
    others: { type: "daily", day: "2026-10-05", calls: "5" },
    make: async () => {
      await owner.query("DELETE FROM agent_targets WHERE user_id = $1", [people.owner.userId]);
      return people.owner.agentId;
    },
    state: targetsOf,
  },
  "app/(dashboard)/agents/[id]/actions.ts removeTarget": {
    field: "targetId",
    make: async () => {
      const { rows } = await owner.query<{ id: string }>(
        `INSERT INTO agent_targets (agent_id, user_id, target_type, target_date, target_calls) VALUES ($1, $2, 'daily', '2026-10-06', 7)
         ON CONFLICT (agent_id, user_id, target_type, target_date) DO UPDATE SET target_calls = 7 RETURNING id`,
        [people.owner.agentId, people.owner.userId],
      );
      return rows[0]?.id ?? "";
    },
    state: targetsOf,
  },
  "app/(dashboard)/agents/[id]/actions.ts undoTarget": {
    field: "agentId",
    others: { type: "daily", day: "2026-10-07", beforeCalls: "5" },
    make: async () => {
      await owner.query("DELETE FROM agent_targets WHERE user_id = $1", [people.owner.userId]);
      return people.owner.agentId;
    },
    state: targetsOf,
  },
  "app/(dashboard)/leads/[id]/actions.ts overrideLeadScore": {
    field: "callId",
    others: { score: "12", reason: "Knows us" },
    make: async () => {
      await owner.query("UPDATE lead_analytics SET override_score = NULL, override_reason = NULL WHERE call_id = $1", [
        people.owner.callId,
      ]);
      return people.owner.callId;
    },
    state: judgementOf,
  },
  "app/(dashboard)/leads/[id]/actions.ts acceptAiScore": {
    field: "callId",
    make: async () => {
      await owner.query("UPDATE lead_analytics SET override_score = 13, override_reason = 'Test' WHERE call_id = $1", [
        people.owner.callId,
      ]);
      return people.owner.callId;
    },
    state: judgementOf,
  },
  "app/(dashboard)/leads/[id]/actions.ts convertLead": {
    field: "leadId",
    make: async () => {
      await owner.query("DELETE FROM customers WHERE user_id = $1 AND person_key IS NOT NULL", [people.owner.userId]);
      return people.owner.leadId;
    },
    state: customersOfOwner,
  },
  "app/(dashboard)/customers/[id]/actions.ts saveCustomerStatus": {
    field: "id",
    others: { status: "Churned" },
    make: async () => {
      await owner.query("UPDATE customers SET status = 'Active' WHERE id = $1", [people.owner.customerId]);
      return people.owner.customerId;
    },
    state: customersOfOwner,
  },
  "app/(dashboard)/customers/[id]/actions.ts saveCustomer": {
    field: "id",
    others: { name: "Renamed" },
    make: async () => {
      await owner.query("UPDATE customers SET name = 'Named' WHERE id = $1", [people.owner.customerId]);
      return people.owner.customerId;
    },
    state: customersOfOwner,
  },
  "app/(dashboard)/follow-ups/actions.ts completeFollowUps": ofFollowUp("ids", "pending"),
  "app/(dashboard)/follow-ups/actions.ts cancelFollowUps": ofFollowUp("ids", "pending"),
  "app/(dashboard)/follow-ups/actions.ts reopenFollowUps": ofFollowUp("ids", "cancelled"),
  "app/(dashboard)/follow-ups/actions.ts saveRemark": ofFollowUp("id", "pending", { remark: "Another" }),
  "app/(dashboard)/follow-ups/actions.ts rescheduleFollowUp": ofFollowUp("id", "pending", { date: "2031-01-01" }),
  "app/(dashboard)/notifications/actions.ts readNotification": {
    field: "callId",
    make: () => notificationOf(false),
    state: readNotification,
  },
  "app/(dashboard)/notifications/actions.ts unreadNotification": {
    field: "callId",
    make: () => notificationOf(true),
    state: readNotification,
  },
  "app/(dashboard)/contacts/actions.ts updateContact": {
    field: "id",
    others: { name: "Renamed" },
    make: makeContact,
    state: contactsOf,
  },
  "app/(dashboard)/contacts/actions.ts deleteContacts": { field: "ids", make: makeContact, state: contactsOf },
  "app/(dashboard)/contacts/actions.ts addToContact": {
    field: "otherId",
    others: { name: "Else", notes: "Added" },
    make: makeContact,
    state: contactsOf,
  },
  "app/(dashboard)/contacts/actions.ts restoreContacts": {
    field: "deletionId",
    make: async () => {
      const deletionId = newId();
      const ids = [await makeContact()];
      await owner.query("SELECT set_config('app.user_id', $1, false), delete_contacts($2, $3)", [
        people.owner.userId,
        ids,
        deletionId,
      ]);
      await owner.query("RESET app.user_id");
      return deletionId;
    },
    state: contactsOf,
  },
  "app/(dashboard)/contacts/import/actions.ts mapImport": {
    field: "id",
    others: { phone: "0", knownContacts: "fill", hasHeader: "yes" },
    make: () => makeImport("mapping"),
    state: importOf,
  },
  "app/(dashboard)/contacts/import/actions.ts rereadImport": {
    field: "id",
    others: { encoding: "windows-1250" },
    make: async () => {
      const id = await makeImport("checked");
      await createDiskStorage(path.join(app.dataDir, "storage"))
        .of(people.owner.userId)
        .write(importKey(id), Buffer.from("Phone\n020\n"));
      return id;
    },
    state: importOf,
  },
  "app/(dashboard)/contacts/import/actions.ts startImport": {
    field: "id",
    make: () => makeImport("checked"),
    state: importOf,
  },
  "app/(dashboard)/contacts/import/actions.ts cancelImport": {
    field: "id",
    make: () => makeImport("running"),
    state: importOf,
  },
  "app/(dashboard)/contacts/import/actions.ts undoImport": {
    field: "id",
    make: () => makeImport("finished"),
    state: importOf,
  },
  "app/(dashboard)/contacts/import/actions.ts discardImport": {
    field: "id",
    make: () => makeImport("mapping"),
    state: importOf,
  },
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
  "callId",
  "callIds",
  "outcome",
  "isRead",
  "notes",
  "page",
  "query",
  "viewId",
  "viewIds",
  "agentId",
  "targetId",
  "id",
  "ids",
  "otherId",
  "deletionId",
  "phone",
  "country",
  "type",
  "day",
  "calls",
  "leadId",
  "score",
  "reason",
  "status",
  "company",
  "salesRep",
  "date",
  "remark",
  "undo",
  "until",
  "encoding",
] as const;

let database: TestDatabase;
let app: App;
let owner: pg.Client;
let people: Record<"owner" | "other tenant" | "admin" | "super_admin", Person>;
provideApp(
  async (site) => {
    ({ app, database, owner } = site);
    people = {
      owner: await createPerson(app, owner, "user"),
      "other tenant": await createPerson(app, owner, "user"),
      admin: await createPerson(app, owner, "admin"),
      super_admin: await createPerson(app, owner, "super_admin"),
    };
  },
  { LOG_LEVEL: "error" },
);

/** Another session of the owner, which the actions are pointed at. */
async function openAnother(): Promise<string> {
  await signIn(app.port, people.owner.email, password);
  const { rows } = await owner.query<{ id: string }>(
    "SELECT id FROM user_sessions WHERE user_id = $1 ORDER BY created_at DESC LIMIT 1",
    [people.owner.userId],
  );
  return rows[0]?.id ?? "";
}
async function isOpen(id: string): Promise<boolean> {
  return (await owner.query("SELECT FROM user_sessions WHERE id = $1 AND is_active", [id])).rowCount === 1;
}

async function judgementOf(callId: string): Promise<unknown[]> {
  return (await owner.query("SELECT override_score FROM lead_analytics WHERE call_id = $1", [callId])).rows;
}

async function customersOfOwner(): Promise<unknown[]> {
  const sql = "SELECT id, name, status FROM customers WHERE user_id = $1 ORDER BY id";
  return (await owner.query(sql, [people.owner.userId])).rows;
}

function ofFollowUp(field: string, status: string, others: Readonly<Record<string, string>> = {}): TakesId {
  return { field, others, make: () => followUpOf(status), state: readFollowUp };
}

/** A follow-up of the owner's. */
async function followUpOf(status: string): Promise<string> {
  const { rows } = await owner.query<{ id: string }>(
    `INSERT INTO follow_ups (user_id, lead_email, follow_up_date, follow_up_status) VALUES ($1, $2, '2030-01-01', $3) RETURNING id`,
    [people.owner.userId, `${newId()}@lead.example`, status],
  );
  return rows[0]?.id ?? "";
}
async function readFollowUp(id: string): Promise<unknown> {
  const sql = "SELECT follow_up_status, follow_up_date, remark FROM follow_ups WHERE id = $1";
  return (await owner.query(sql, [id])).rows;
}

/** The owner's notification, which is about a call. */
async function notificationOf(isRead: boolean): Promise<string> {
  const { callId } = people.owner;
  await owner.query("UPDATE lead_analytics SET is_read = $2 WHERE call_id = $1", [callId, isRead]);
  return callId;
}
async function readNotification(callId: string): Promise<unknown> {
  return (await owner.query("SELECT is_read FROM lead_analytics WHERE call_id = $1", [callId])).rows;
}

async function targetsOf(): Promise<unknown[]> {
  const sql = "SELECT id, user_id, target_calls FROM agent_targets ORDER BY id";
  return (await owner.query(sql)).rows;
}

/** The owner's call as nobody has changed it: unread, without a note, and ended as the provider says. */
async function callOfOwner(): Promise<string> {
  const { callId } = people.owner;
  await owner.query("UPDATE calls SET notes = NULL WHERE id = $1", [callId]);
  await owner.query("UPDATE lead_analytics SET is_read = false WHERE call_id = $1", [callId]);
  await owner.query("UPDATE agent_call_outcomes SET edited_outcome = NULL WHERE call_id = $1", [callId]);
  return callId;
}

async function ownerCall(id: string): Promise<unknown[]> {
  const sql = `SELECT c.notes, o.edited_outcome, l.is_read FROM calls c JOIN agent_call_outcomes o ON o.call_id = c.id
    JOIN lead_analytics l ON l.call_id = c.id WHERE c.id = $1`;
  return (await owner.query(sql, [id])).rows;
}

async function viewOfOwner(): Promise<string> {
  await owner.query("DELETE FROM saved_views WHERE user_id = $1", [people.owner.userId]);
  const { rows } = await owner.query<{ id: string }>(
    "INSERT INTO saved_views (user_id, page, name, query) VALUES ($1, '/calls', 'Hot', '') RETURNING id",
    [people.owner.userId],
  );
  return rows[0]?.id ?? "";
}

async function viewsOfOwner(): Promise<unknown[]> {
  return (await owner.query("SELECT id, user_id, name, query FROM saved_views ORDER BY id")).rows;
}

async function makeContact(): Promise<string> {
  const id = newId();
  await owner.query("INSERT INTO contacts (id, user_id, name) VALUES ($1, $2, 'Made for a test')", [
    id,
    people.owner.userId,
  ]);
  return id;
}
async function contactsOf(): Promise<unknown> {
  return (
    await owner.query("SELECT id, name, notes FROM contacts WHERE user_id = $1 ORDER BY id", [people.owner.userId])
  ).rows;
}

const importKey = (id: string) => `imports/${people.owner.userId}/${id}`;
async function makeImport(status: string): Promise<string> {
  const id = newId();
  await owner.query(
    `INSERT INTO contact_imports (id, user_id, status, file_name, file_bytes, storage_key, encoding, separator, has_header, columns,
       header_digest, row_count, created_count, finished_at)
     VALUES ($1, $2, $3::varchar, 'x.csv', 1, $4, 'utf-8', ',', true, '[{"header":"Phone","samples":[]}]', '', 1,
       CASE WHEN $3::varchar IN ('checked', 'finished') THEN 1 ELSE 0 END, CASE WHEN $3::varchar = 'finished' THEN now() END)`,
    [id, people.owner.userId, status, importKey(id)],
  );
  return id;
}
async function importOf(id: string): Promise<unknown> {
  return (await owner.query("SELECT status, cancel_requested_at FROM contact_imports WHERE id = $1", [id])).rows;
}

test("every action that takes an id has its row", () => {
  expect(actionsOfBuild()).toEqual(expect.arrayContaining(Object.keys(takeIds)));
});

describe.each(Object.entries(takeIds))("%s", (name, { field, others, make, state }) => {
  test.each(["other tenant", "admin", "super_admin"] as const)(
    "with another's id is for the %s what it is with an id that does not exist, and changes nothing",
    async (actor) => {
      const id = await make();
      const before = await state(id);
      const { cookie } = people[actor];
      const theirs = await callAction(app.port, name, { fields: { ...others, [field]: id }, cookie });
      const nothing = await callAction(app.port, name, { fields: { ...others, [field]: newId() }, cookie });
      expect(theirs.result).toMatchObject({ ok: false, code: "NOT_FOUND" });
      expect(theirs.result).toEqual(nothing.result);
      expect(await state(id)).toEqual(before);
    },
  );

  test("is refused to signed-out clients", async () => {
    const id = await make();
    const before = await state(id);
    const { result } = await callAction(app.port, name, { fields: { ...others, [field]: id }, cookie: "" });
    expect(result).toMatchObject({ ok: false, code: "UNAUTHENTICATED" });
    expect(await state(id)).toEqual(before);
  });

  test("is the owner's", async () => {
    const id = await make();
    const before = await state(id);
    const { cookie } = people.owner;
    const { result } = await callAction(app.port, name, { fields: { ...others, [field]: id }, cookie });
    expect(result).toMatchObject({ ok: true });
    expect(await state(id)).not.toEqual(before);
  });
});

test.each(Object.entries(actionGuards).filter(([, { guard }]) => guard === "tenant"))(
  "%s is refused without a session",
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
    await fc.assert(property, { numRuns: 15 });
  }
}, 120_000);
