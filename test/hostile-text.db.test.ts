import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/access/context";
import { updateProfile } from "@/lib/account/update-profile";
import { setAgentTarget } from "@/lib/analytics/agents/set-agent-target";
import { undoTargetChange } from "@/lib/analytics/agents/undo-target-change";
import { convertToCustomer } from "@/lib/customers/convert-to-customer";
import { customerOrder, listCustomers } from "@/lib/customers/list-customers";
import { parseCustomerQuery } from "@/lib/customers/parse-customer-query";
import { updateCustomer } from "@/lib/customers/update-customer";
import { cancelFollowUp } from "@/lib/follow-ups/cancel-follow-up";
import { completeFollowUp } from "@/lib/follow-ups/complete-follow-up";
import { listFollowUps } from "@/lib/follow-ups/list-follow-ups";
import { listFollowUpsOfMonth } from "@/lib/follow-ups/list-follow-ups-of-month";
import { parseFollowUpQuery } from "@/lib/follow-ups/parse-follow-up-query";
import { reopenFollowUp } from "@/lib/follow-ups/reopen-follow-up";
import { rescheduleFollowUp } from "@/lib/follow-ups/reschedule-follow-up";
import { scheduleFollowUp } from "@/lib/follow-ups/schedule-follow-up";
import { updateRemark } from "@/lib/follow-ups/update-remark";
import { decodeCursor } from "@/lib/lists/cursor";
import { listNotifications, notificationOrder } from "@/lib/notifications/list-notifications";
import { readNotificationsUntil } from "@/lib/notifications/read-notifications-until";
import { AppError } from "@/lib/platform/errors";
import { createView } from "@/lib/views/create-view";
import { renameView } from "@/lib/views/rename-view";
import { replaceView } from "@/lib/views/replace-view";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";

let harness: IngestHarness;
let tenant: TestTenant;
let ctx: Context;
/** Rows of the tenant's for verbs that change one. */
const known = { leadId: "", customerId: "", followUpId: "", viewId: "" };
beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  ctx = tenantContext(harness.db, tenant.userId);
  for (const phoneNumber of ["+442079460018", "+442079460019"])
    await insertCall(harness.owner, tenant, { phoneNumber, lead: { score: 80 } });
  const leads = await harness.rows<{ id: string }>("SELECT id FROM leads ORDER BY id");
  known.customerId = (await convertToCustomer(ctx, { leadId: leads[0]?.id })).id;
  known.leadId = leads[1]?.id ?? "";
  known.followUpId = (await scheduleFollowUp(ctx, { phone: "+442079460018", date: "2026-12-24" })).id;
  known.viewId = (await createView(ctx, { page: "/calls", name: "Hot", query: "" })).id;
});
afterAll(() => harness.dispose());

const cursor = (order: string, place: string) =>
  Buffer.from(JSON.stringify([order, "after", place, id])).toString("base64url");
const id = "01a229b4-e700-7424-b9b3-e1ca7806e747";

/** What PostgreSQL cannot keep in a text, and half a character. */
const hostile = "a\0b\ud800c\0";
const texts: Record<string, () => Promise<unknown>> = {
  scheduleFollowUp: () =>
    scheduleFollowUp(ctx, { name: hostile, phone: "+44 20 7946 0020\0", date: "2026-12-24", remark: hostile }),
  "scheduleFollowUp of an address": () =>
    scheduleFollowUp(ctx, { email: `ada${hostile}@b.example`, date: "2026-12-24" }),
  completeFollowUp: () => completeFollowUp(ctx, { ids: known.followUpId, remark: hostile }),
  reopenFollowUp: () => reopenFollowUp(ctx, { ids: known.followUpId, remark: hostile }),
  "cancelFollowUp of no id": () => cancelFollowUp(ctx, { ids: `${known.followUpId}\0` }),
  updateRemark: () => updateRemark(ctx, { id: known.followUpId, remark: hostile }),
  convertToCustomer: () =>
    convertToCustomer(ctx, { ...known, name: hostile, company: hostile, salesRep: hostile, notes: hostile }),
  updateCustomer: () =>
    updateCustomer(ctx, { id: known.customerId, name: hostile, company: hostile, salesRep: hostile, notes: hostile }),
  "updateCustomer of a number": () =>
    updateCustomer(ctx, { id: known.customerId, name: "Ada", phone: "+442079460018\0" }),
  "the search for customers": () => listCustomers(ctx, { ...parseCustomerQuery({ q: hostile }) }),
  createView: () => createView(ctx, { page: "/calls", name: hostile, query: `q=${hostile}` }),
  renameView: () => renameView(ctx, { viewId: known.viewId, name: `${hostile} again` }),
  replaceView: () => replaceView(ctx, { viewId: known.viewId, query: `q=${hostile}` }),
  "updateProfile of a name": () => updateProfile(ctx, { name: hostile, timezone: "UTC" }),
  "updateProfile of a zone": () => updateProfile(ctx, { name: "Ada", timezone: "Europe/Ber\0lin" }),
  setAgentTarget: () =>
    setAgentTarget(ctx, { agentId: tenant.agentId, type: "daily", day: "2026-10-03\0", calls: "5\0" }),
};

const year0 = "0000-01-01";
const instant0 = `${year0}T00:00:00.000000Z`;
const days: Record<string, () => Promise<unknown>> = {
  scheduleFollowUp: () => scheduleFollowUp(ctx, { phone: "+442079460018", date: year0 }),
  rescheduleFollowUp: () => rescheduleFollowUp(ctx, { id: known.followUpId, date: year0, undo: "yes" }),
  "the list of follow-ups": () => {
    const query = parseFollowUpQuery({ tab: "upcoming", at: cursor("upcoming", year0) }, "2026-10-31");
    return query.view === "list" ? listFollowUps(ctx, query) : Promise.reject(new Error("No list"));
  },
  "the month of follow-ups": () => listFollowUpsOfMonth(ctx, { month: "2999-12", day: year0 }),
  "the list of customers": () =>
    listCustomers(ctx, { filters: {}, cursor: decodeCursor(cursor("newest", instant0), customerOrder) }),
  "the list of notifications": () =>
    listNotifications(ctx, { filters: {}, cursor: decodeCursor(cursor("newest", instant0), notificationOrder) }),
  readNotificationsUntil: () => readNotificationsUntil(ctx, { until: instant0 }),
  setAgentTarget: () => setAgentTarget(ctx, { agentId: tenant.agentId, type: "weekly", day: year0, calls: "5" }),
  undoTargetChange: () =>
    undoTargetChange(ctx, { agentId: tenant.agentId, type: "weekly", day: year0, beforeCalls: "5" }),
};

/** A verb's answer, or its refusal in a sentence; an error of the database is neither. */
async function expectAnswer(work: () => Promise<unknown>): Promise<void> {
  const refusal = await work().then(
    () => null,
    (error: unknown) => error,
  );
  if (refusal !== null) expect(refusal).toBeInstanceOf(AppError);
}

describe("a text that PostgreSQL cannot keep is cleaned or refused by", () => {
  test.each(Object.keys(texts))("%s", (name) => expectAnswer(() => texts[name]?.() ?? Promise.reject(new Error(name))));
});

describe("a day before year 1, which PostgreSQL does not know, is left out or refused by", () => {
  test.each(Object.keys(days))("%s", (name) => expectAnswer(() => days[name]?.() ?? Promise.reject(new Error(name))));
});

test("what is kept of a text is what can be kept", async () => {
  await updateCustomer(ctx, { id: known.customerId, name: hostile, notes: ` ${hostile}` });
  await updateRemark(ctx, { id: known.followUpId, remark: hostile });
  const kept = "ab\ufffdc";
  expect(await harness.rows("SELECT name, notes FROM customers WHERE id = $1", [known.customerId])).toEqual([
    { name: kept, notes: kept },
  ]);
  expect(await harness.rows("SELECT remark FROM follow_ups WHERE id = $1", [known.followUpId])).toEqual([
    { remark: kept },
  ]);
});
