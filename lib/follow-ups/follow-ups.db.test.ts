import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/access/context";
import { decodeCursor } from "@/lib/lists/cursor";
import { newId } from "@/lib/platform/ids";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { removeMeanwhile } from "@/test/remove-meanwhile";
import { tenantContext } from "@/test/tenant-context";
import { cancelFollowUp } from "./cancel-follow-up";
import { completeFollowUp } from "./complete-follow-up";
import { findDueFollowUps } from "./find-due-follow-ups";
import { followUpOrders } from "./follow-up-orders";
import { type FollowUpTab, followUpTabs } from "./follow-up-tab";
import { listFollowUps } from "./list-follow-ups";
import { listFollowUpsOfMonth } from "./list-follow-ups-of-month";
import { listFollowUpsOfPerson } from "./list-follow-ups-of-person";
import { reopenFollowUp } from "./reopen-follow-up";
import { rescheduleFollowUp } from "./reschedule-follow-up";
import { scheduleFollowUp } from "./schedule-follow-up";
import { updateRemark } from "./update-remark";

let harness: IngestHarness;
let tenant: TestTenant;
let ctx: Context;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());

// In Auckland it is the 21st already, in UTC still the 20th.
const now = "2026-11-20T12:00:00Z";
const today = "2026-11-21";
beforeEach(async () => {
  tenant = await harness.createTenant({ timezone: "Pacific/Auckland" });
  ctx = tenantContext(harness.db, tenant.userId, { timezone: "Pacific/Auckland", now });
});

const schedule = (input: Record<string, string> = {}) =>
  scheduleFollowUp(ctx, { name: "Ada", phone: "+44 20 7946 0018", date: today, ...input });
const tab = async (name: FollowUpTab, as = ctx) => (await listFollowUps(as, { tab: name })).followUps;

describe("a follow-up that is scheduled", () => {
  test("is kept under the number in E.164, with who wrote it, and is due on its day in the tenant's zone", async () => {
    const made = await schedule({ remark: "  Send the offer  " });
    expect(made).toMatchObject({
      personKey: "+442079460018",
      phoneNumber: "+44 20 7946 0018",
      country: "United Kingdom",
      day: today,
      remark: "Send the offer",
      status: "pending",
    });
    expect(await tab("due")).toEqual([made]);
    const rows = await harness.rows("SELECT created_by, lead_phone FROM follow_ups WHERE id = $1", [made.id]);
    expect(rows).toEqual([{ created_by: tenant.userId, lead_phone: "+442079460018" }]);
  });

  test("is about the person of its call, and outlives the call", async () => {
    const callId = await insertCall(harness.owner, tenant, { phoneNumber: null });
    const made = await schedule({ callId, phone: "", name: "Website visitor" });
    expect(made).toMatchObject({ callId, personKey: callId, phoneNumber: null });
    await harness.owner.query("DELETE FROM calls WHERE id = $1", [callId]);
    expect(await listFollowUpsOfPerson(ctx, { personKey: callId })).toEqual([{ ...made, callId: null }]);
  });

  test("of a call that goes meanwhile is refused as one of a missing call", async () => {
    const callId = await insertCall(harness.owner, tenant, { phoneNumber: null });
    const settled = await removeMeanwhile(harness, "DELETE FROM calls WHERE id = $1", callId, () =>
      schedule({ callId, phone: "" }),
    );
    expect(settled).toMatchObject({ reason: { code: "NOT_FOUND", message: "There is no such call." } });
  });

  test("says which lead its person is, once a call has made one", async () => {
    const made = await schedule();
    expect(made.leadId).toBeNull();
    await insertCall(harness.owner, tenant, { lead: { score: 82 } });
    const [lead] = await harness.rows<{ id: string }>("SELECT id FROM leads WHERE user_id = $1", [tenant.userId]);
    expect(await tab("due")).toEqual([{ ...made, leadId: lead?.id }]);
  });

  test("includes the phone number of its call's person, which is needed to follow up", async () => {
    const callId = await insertCall(harness.owner, tenant);
    const made = await schedule({ callId, phone: "", name: "Mara" });
    expect(made).toMatchObject({
      name: "Mara",
      phoneNumber: "+44 20 7946 0018",
      country: "United Kingdom",
      email: null,
    });
    expect(await tab("due")).toEqual([made]);
  });

  test("is known by its address in lower case where there is no number", async () => {
    const made = await schedule({ phone: "", email: "Ada@Caller.Example" });
    expect(made).toMatchObject({ personKey: "ada@caller.example", email: "Ada@Caller.Example" });
  });

  test.each([
    ["a day that has passed in the tenant's zone", { date: "2026-11-20" }, "date"],
    ["no day", { date: "" }, "date"],
    ["a day that does not exist", { date: "2026-02-30" }, "date"],
    ["a day in another century", { date: "2126-01-01" }, "date"],
    ["a number that the tenant's country does not give out", { phone: "0207 946 00189" }, "phone"],
    ["a number with an extension, which would be lost", { phone: "+1 202 555 0153 x12" }, "phone"],
    ["an address that is none", { email: "ada at caller" }, "email"],
    ["a remark of a novel", { remark: "x".repeat(2001) }, "remark"],
  ])("is refused with %s, beside the field", async (_, input, field) => {
    await expect(schedule(input)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { [field]: expect.stringMatching(/\.$/) },
    });
  });

  test("is refused without a person", async () => {
    await expect(schedule({ phone: "" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("of the same person and day is refused, also when two are sent at once", async () => {
    const answers = await Promise.allSettled([schedule(), schedule(), schedule()]);
    expect(answers.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const answer of answers)
      if (answer.status === "rejected")
        expect(answer.reason).toMatchObject({ code: "CONFLICT", message: expect.stringContaining("21 Nov 2026") });
    await schedule({ date: "2026-11-22" });
    const [first] = await tab("due");
    await completeFollowUp(ctx, { ids: first?.id });
    await schedule();
  });
});

describe("a follow-up that changes", () => {
  test("is completed with a remark and opened again as it was", async () => {
    const { id } = await schedule({ remark: "Call back" });
    expect(await completeFollowUp(ctx, { ids: id, remark: "Bought" })).toEqual({ changed: 1 });
    expect(await tab("done")).toMatchObject([{ id, status: "completed", remark: "Bought" }]);
    expect(await completeFollowUp(ctx, { ids: id })).toEqual({ changed: 0 });
    expect(await reopenFollowUp(ctx, { ids: id, remark: "Call back" })).toEqual({ changed: 1 });
    expect(await tab("due")).toMatchObject([{ id, status: "pending", remark: "Call back", completedAt: null }]);
    const [row] = await harness.rows("SELECT completed_by FROM follow_ups WHERE id = $1", [id]);
    expect(row).toEqual({ completed_by: null });
  });

  test("is cancelled and opened again; what is done is not cancelled", async () => {
    const { id } = await schedule();
    await cancelFollowUp(ctx, { ids: id });
    expect(await tab("cancelled")).toMatchObject([{ id, status: "cancelled" }]);
    await reopenFollowUp(ctx, { ids: id });
    await completeFollowUp(ctx, { ids: id });
    await expect(cancelFollowUp(ctx, { ids: id })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("is not opened again beside another of the person on that day", async () => {
    const { id } = await schedule();
    await cancelFollowUp(ctx, { ids: id });
    await schedule();
    await expect(reopenFollowUp(ctx, { ids: id })).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await tab("cancelled")).toHaveLength(1);
  });

  test("moves to a later day, and back to its own even when that has passed", async () => {
    const { id } = await schedule();
    await harness.owner.query("UPDATE follow_ups SET follow_up_date = '2026-11-01' WHERE id = $1", [id]);
    expect(await rescheduleFollowUp(ctx, { id, date: "2026-11-30" })).toMatchObject({ day: "2026-11-30" });
    await expect(rescheduleFollowUp(ctx, { id, date: "2026-11-01" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
    await rescheduleFollowUp(ctx, { id, date: "2026-11-01", undo: "yes" });
    expect(await tab("overdue")).toMatchObject([{ id, day: "2026-11-01" }]);
    await completeFollowUp(ctx, { ids: id });
    await expect(rescheduleFollowUp(ctx, { id, date: today })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("does not move onto another of the person", async () => {
    await schedule();
    const { id } = await schedule({ date: "2026-11-22" });
    await expect(rescheduleFollowUp(ctx, { id, date: today })).rejects.toMatchObject({ code: "CONFLICT" });
  });

  test("can change and clear its remark", async () => {
    const { id } = await schedule({ remark: "One" });
    await updateRemark(ctx, { id, remark: "Two" });
    expect(await tab("due")).toMatchObject([{ remark: "Two" }]);
    await updateRemark(ctx, { id, remark: "" });
    expect(await tab("due")).toMatchObject([{ remark: "" }]);
  });

  test("many at once are completed all or none", async () => {
    const ids = await Promise.all(
      ["1", "2", "3"].map(async (end) => (await schedule({ phone: `+44207946001${end}` })).id),
    );
    await expect(completeFollowUp(ctx, { ids: [...ids, newId()].join(",") })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    expect(await tab("due")).toHaveLength(3);
    const twice = await Promise.all([
      completeFollowUp(ctx, { ids: ids.join(",") }),
      completeFollowUp(ctx, { ids: ids.toReversed().join(",") }),
    ]);
    expect(twice.map(({ changed }) => changed).toSorted()).toEqual([0, 3]);
  });
});

const changes: [string, (as: Context, id: string) => Promise<unknown>][] = [
  ["completing", (as, id) => completeFollowUp(as, { ids: id })],
  ["cancelling", (as, id) => cancelFollowUp(as, { ids: id })],
  ["opening again", (as, id) => reopenFollowUp(as, { ids: id })],
  ["moving", (as, id) => rescheduleFollowUp(as, { id, date: today })],
  ["writing a remark", (as, id) => updateRemark(as, { id, remark: "Theirs" })],
];
const readings: [string, (as: Context) => Promise<unknown>][] = [
  ["listing", (as) => listFollowUps(as, { tab: "due" })],
  ["the month", (as) => listFollowUpsOfMonth(as, { month: "2026-11" })],
  ["what is due", (as) => findDueFollowUps(as)],
  ["a person's", (as) => listFollowUpsOfPerson(as, { personKey: "+442079460018" })],
  ["scheduling", (as) => scheduleFollowUp(as, { phone: "+442079460018", date: today })],
];

test.each(changes)("%s is refused for another tenant's, for none and for what is no id", async (_, change) => {
  const { id } = await schedule();
  const other = tenantContext(harness.db, (await harness.createTenant()).userId, { now });
  for (const each of [id, newId(), "nonsense", ""])
    await expect(change(other, each)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await tab("due")).toMatchObject([{ id, status: "pending", remark: "" }]);
});

test.each([...changes, ...readings])("%s requires a session", async (_, work) => {
  await expect(work({ ...ctx, actor: { kind: "job", name: "test" } }, newId())).rejects.toMatchObject({
    code: "FORBIDDEN",
  });
});

test("another tenant sees none of them, and schedules nothing for a call that is not theirs", async () => {
  const callId = await insertCall(harness.owner, tenant);
  await schedule({ callId });
  const other = tenantContext(harness.db, (await harness.createTenant()).userId, { now });
  for (const name of followUpTabs) expect(await tab(name, other)).toEqual([]);
  expect((await listFollowUpsOfMonth(other, { month: "2026-11" })).days).toEqual([]);
  expect(await findDueFollowUps(other)).toMatchObject({ dueToday: { count: 0 }, overdue: { count: 0 }, first: [] });
  expect(await listFollowUpsOfPerson(other, { personKey: "+442079460018" })).toEqual([]);
  await expect(scheduleFollowUp(other, { callId, date: "2026-12-01" })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

describe("the lists", () => {
  const scatter = `
    INSERT INTO follow_ups (user_id, lead_phone, follow_up_date, follow_up_status, is_completed, completed_at)
    SELECT $1, '+4420794' || 60000 + n, '2026-11-21'::date + (n % 9) - 4, status, status = 'completed',
      CASE WHEN status = 'completed' THEN '2026-11-01T10:00Z'::timestamptz + (n / 8) * interval '1 minute' END
    FROM generate_series(1, 120) n CROSS JOIN LATERAL (SELECT (ARRAY['pending', 'completed', 'cancelled'])[1 + n % 3]) s (status)`;

  test("hold each follow-up once in its order, forwards and back, whatever the page's size, and count as many", async () => {
    await harness.owner.query(scatter, [tenant.userId]);
    const expected: Record<FollowUpTab, string> = {
      due: "f.follow_up_status = 'pending' AND follow_up_date = $2 ORDER BY follow_up_date, id",
      overdue: "f.follow_up_status = 'pending' AND follow_up_date < $2 ORDER BY follow_up_date, id",
      upcoming: "f.follow_up_status = 'pending' AND follow_up_date > $2 ORDER BY follow_up_date, id",
      done: "f.follow_up_status = 'completed' AND $2::date IS NOT NULL ORDER BY completed_at DESC, id DESC",
      cancelled: "f.follow_up_status = 'cancelled' AND $2::date IS NOT NULL ORDER BY follow_up_date DESC, id DESC",
    };
    for (const name of followUpTabs) {
      const rows = await harness.rows<{ id: string }>(
        `SELECT id FROM follow_ups f WHERE user_id = $1 AND ${expected[name]}`,
        [tenant.userId, today],
      );
      const ids = rows.map(({ id }) => id);
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (limit) => {
          const first = await listFollowUps(ctx, { tab: name, limit });
          expect(first.counts[name]).toEqual({ count: ids.length, isMore: false });
          const seen = first.followUps.map(({ id }) => id);
          let page = first;
          let previous = first;
          while (page.nextCursor) {
            previous = page;
            page = await listFollowUps(ctx, {
              tab: name,
              limit,
              cursor: decodeCursor(page.nextCursor, followUpOrders[name]),
            });
            seen.push(...page.followUps.map(({ id }) => id));
          }
          expect(seen).toEqual(ids);
          if (!page.previousCursor) return;
          const back = await listFollowUps(ctx, {
            tab: name,
            limit,
            cursor: decodeCursor(page.previousCursor, followUpOrders[name]),
          });
          expect(back.followUps).toEqual(previous.followUps);
        }),
        { numRuns: 8 },
      );
    }
  });

  test("of a month says how many each day has, and the first three that are not cancelled", async () => {
    await harness.owner.query(scatter, [tenant.userId]);
    const { days } = await listFollowUpsOfMonth(ctx, { month: "2026-11" });
    const rows = await harness.rows(
      `SELECT follow_up_date::text AS day, (count(*) FILTER (WHERE follow_up_status = 'pending'))::integer AS pending,
         (count(*) FILTER (WHERE is_completed))::integer AS completed,
         (count(*) FILTER (WHERE follow_up_status = 'cancelled'))::integer AS cancelled
       FROM follow_ups WHERE user_id = $1 GROUP BY 1 ORDER BY 1`,
      [tenant.userId],
    );
    expect(days.map(({ first: _, ...day }) => day)).toEqual(rows);
    for (const { first, pending, completed } of days) {
      expect(first).toHaveLength(Math.min(3, pending + completed));
      expect(first.every(({ status }) => status !== "cancelled")).toBe(true);
    }
    const { ofDay } = await listFollowUpsOfMonth(ctx, { month: "2026-11", day: today });
    const ofToday = days.find(({ day }) => day === today);
    expect(ofDay).toHaveLength((ofToday?.pending ?? 0) + (ofToday?.completed ?? 0) + (ofToday?.cancelled ?? 0));
    expect((await listFollowUpsOfMonth(ctx, { month: "2026-12" })).days).toEqual([]);
    await expect(listFollowUpsOfMonth(ctx, { month: "2026-13" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("of what is due begin with what has waited longest", async () => {
    await harness.owner.query(scatter, [tenant.userId]);
    const due = await findDueFollowUps(ctx);
    const { counts, followUps } = await listFollowUps(ctx, { tab: "overdue", limit: 5 });
    expect(due).toEqual({ dueToday: counts.due, overdue: counts.overdue, first: followUps, today });
  });
});
