import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Context } from "@/lib/access/context";
import { decodeCursor } from "@/lib/lists/cursor";
import { newId } from "@/lib/platform/ids";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { type CallOptions, insertCall } from "@/test/insert-call";
import { tenantContext } from "@/test/tenant-context";
import { countUnread } from "./count-unread";
import { findLatestNotifications } from "./find-latest-notifications";
import { listNotifications, notificationOrder } from "./list-notifications";
import { markAllRead } from "./mark-all-read";
import { markRead } from "./mark-read";
import { markUnread } from "./mark-unread";
import { readNotificationsUntil } from "./read-notifications-until";
import type { NotificationFilters } from "./schema";

let harness: IngestHarness;
let tenant: TestTenant;
let ctx: Context;
beforeAll(async () => {
  harness = await createIngestHarness();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  tenant = await harness.createTenant();
  ctx = tenantContext(harness.db, tenant.userId, { now: new Date().toISOString() });
});

const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();
const hot = (options: CallOptions = {}) =>
  insertCall(harness.owner, tenant, { startedAt: minutesAgo(3), lead: { score: 80 }, ...options });
const warm = (options: CallOptions = {}) => hot({ lead: { score: 50 }, ...options });
/** What the rows say, the older call first. */
const marks = async () => {
  const rows = await harness.rows<{ is_read: boolean }>(
    "SELECT is_read FROM lead_analytics WHERE user_id = $1 ORDER BY id",
    [tenant.userId],
  );
  return rows.map(({ is_read }) => is_read);
};
const listed = async (filters: NotificationFilters = {}, as = ctx) =>
  (await listNotifications(as, { filters })).notifications.map(({ callId }) => callId);
const update = (callId: string, set: string) =>
  harness.owner.query(`UPDATE lead_analytics SET ${set} WHERE call_id = $1`, [callId]);

describe("a lead is a notification", () => {
  test("when it is hot, has a demo or was handed to a human, and else it is none", async () => {
    const [ofHot, ofDemo, ofHuman] = [await hot({ callerName: "Ada" }), await warm(), await warm()];
    await warm();
    await insertCall(harness.owner, tenant, { startedAt: minutesAgo(1) });
    await update(ofDemo, "demo_scheduled_at = '2026-12-01T10:00Z'");
    await update(ofHuman, "cta_escalated_to_human = true");
    const { notifications, unread } = await listNotifications(ctx);
    expect(notifications.map(({ callId, kinds }) => [callId, kinds])).toEqual([
      [ofHuman, ["human"]],
      [ofDemo, ["demo"]],
      [ofHot, ["hot"]],
    ]);
    expect(unread).toBe(3);
    expect(notifications[2]).toMatchObject({ name: "Ada", totalScore: 80, agentName: "Test agent", isUnread: true });
    for (const [kind, callId] of [
      ["hot", ofHot],
      ["demo", ofDemo],
      ["human", ofHuman],
    ] as const)
      expect(await listed({ kind })).toEqual([callId]);
  });

  test("once, whatever else becomes true of it, and none any more when nothing of that is true", async () => {
    const callId = await hot();
    const [first] = (await listNotifications(ctx)).notifications;
    await markRead(ctx, { callId });
    await update(callId, "cta_escalated_to_human = true, total_score = 90");
    expect((await listNotifications(ctx)).notifications).toMatchObject([
      { notifiedAt: first?.notifiedAt, isUnread: false, kinds: ["hot", "human"] },
    ]);
    await update(callId, "lead_status_tag = 'cold', cta_escalated_to_human = false");
    expect(await listed()).toEqual([]);
    await update(callId, "lead_status_tag = 'hot'");
    expect((await listNotifications(ctx)).notifications).toMatchObject([{ callId, isUnread: true }]);
  });

  test("that is born read more than seven days after its call, and stands where the call does", async () => {
    const old = await hot({ startedAt: minutesAgo(7 * 24 * 60 + 1) });
    const recent = await hot({ startedAt: minutesAgo(7 * 24 * 60 - 1) });
    expect((await listNotifications(ctx)).notifications.map(({ callId, isUnread }) => [callId, isUnread])).toEqual([
      [recent, true],
      [old, false],
    ]);
    expect(await countUnread(ctx)).toBe(1);
  });

  test("which says the words that the score rests on, and in which turn they were said", async () => {
    const quote = { text: "We sign on Monday", turn: 4 };
    await hot({ lead: { score: 90, reasoning: { urgency: { rationale: "Soon", quote } } } });
    expect((await listNotifications(ctx)).notifications).toMatchObject([{ quote }]);
  });
});

describe("what is read", () => {
  test("one by one, and unread again, also below what was read at once", async () => {
    const [first, second] = [await hot(), await hot()];
    await markRead(ctx, { callId: first });
    await markRead(ctx, { callId: first });
    expect(await listed({ isUnread: true })).toEqual([second]);
    await markAllRead(ctx);
    expect(await countUnread(ctx)).toBe(0);
    await markUnread(ctx, { callId: second });
    await markUnread(ctx, { callId: first });
    expect(await listed({ isUnread: true })).toEqual([second, first]);
    expect(await listed()).toEqual([second, first]);
  });

  test("all at once is taken back, and leaves alone what comes later", async () => {
    await hot();
    await hot();
    const { previous } = await markAllRead(ctx);
    expect(previous).toBeNull();
    expect(await countUnread(ctx)).toBe(0);
    expect(await marks()).toEqual([true, true]);
    const later = await hot();
    expect(await listed({ isUnread: true })).toEqual([later]);
    const second = await markAllRead(ctx);
    await readNotificationsUntil(ctx, { until: second.previous ?? "" });
    expect(await listed({ isUnread: true })).toEqual([later]);
    await readNotificationsUntil(ctx, { until: "" });
    expect(await countUnread(ctx)).toBe(3);
    expect(await marks()).toEqual([false, false, false]);
    await expect(readNotificationsUntil(ctx, { until: "soon" })).rejects.toMatchObject({ code: "BAD_REQUEST" });
  });

  test("is stored in the row, however it was read, undone or marked again", async () => {
    const [one, two] = [await hot(), await hot()];
    await markAllRead(ctx);
    await markUnread(ctx, { callId: one });
    expect(await marks()).toEqual([false, true]);
    expect(await listed({ isUnread: true })).toEqual([one]);
    await readNotificationsUntil(ctx, { until: "" });
    expect(await listed({ isUnread: true })).toEqual([two, one]);
    await markRead(ctx, { callId: two });
    expect(await marks()).toEqual([false, true]);
    await markAllRead(ctx);
    await readNotificationsUntil(ctx, { until: "" });
    expect(await listed({ isUnread: true })).toEqual([one]);
    expect(
      await harness.rows("SELECT * FROM find_call_faults($1) WHERE check_name = 'read_mark_is_wrong'", [tenant.userId]),
    ).toEqual([]);
  });

  test("from the start if its writer says so", async () => {
    const callId = await insertCall(harness.owner, tenant, { startedAt: minutesAgo(3) });
    await harness.rows(
      "INSERT INTO lead_analytics (call_id, user_id, total_score, is_read) VALUES ($1, $2, 90, true)",
      [callId, tenant.userId],
    );
    expect(await marks()).toEqual([true]);
    expect(await listed()).toEqual([callId]);
    expect(await countUnread(ctx)).toBe(0);
  });

  test("all at once by two at once is the same", async () => {
    await hot();
    await Promise.all([markAllRead(ctx), markAllRead(ctx)]);
    expect(await countUnread(ctx)).toBe(0);
  });

  test("does not take in what was being written meanwhile", async () => {
    await hot();
    await harness.owner.query("BEGIN");
    const late = await hot();
    await markAllRead(ctx);
    await harness.owner.query("COMMIT");
    expect(await listed({ isUnread: true })).toEqual([late]);
  });

  test("is counted as far as a hundred", async () => {
    await harness.owner.query(
      `WITH call AS (
         INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, status, started_at)
         SELECT $1::uuid, $2::uuid, 'conv_many_' || $2::uuid::text || n, 'inbound', 'completed', now() FROM generate_series(1, 130) n
         RETURNING id, user_id, agent_id, call_date)
       INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, lead_status_tag, total_score)
       SELECT id, user_id, agent_id, call_date, 'hot', 75 FROM call`,
      [tenant.agentId, tenant.userId],
    );
    expect(await countUnread(ctx)).toBe(100);
  });
});

test("the pages hold each notification once, newest first, forwards and back", async () => {
  const ids: string[] = [];
  for (let count = 0; count < 13; count += 1) ids.unshift(await hot());
  for (const isUnread of [false, true]) {
    const filters = isUnread ? { isUnread } : {};
    let page = await listNotifications(ctx, { filters, limit: 5 });
    let before = page;
    const seen = page.notifications.map(({ callId }) => callId);
    while (page.nextCursor) {
      before = page;
      page = await listNotifications(ctx, {
        filters,
        limit: 5,
        cursor: decodeCursor(page.nextCursor, notificationOrder),
      });
      seen.push(...page.notifications.map(({ callId }) => callId));
      expect(page.total).toEqual({ count: 13, isMore: false });
    }
    expect(seen).toEqual(ids);
    const back = decodeCursor(page.previousCursor ?? "", notificationOrder);
    expect((await listNotifications(ctx, { filters, limit: 5, cursor: back })).notifications).toEqual(
      before.notifications,
    );
  }
});

test("a late delivery or mark keeps the position of its call, in every list and below the bell, and is announced nevertheless", async () => {
  const hourAgo = await hot({ startedAt: minutesAgo(60) });
  const others: string[] = [];
  for (let count = 0; count < 8; count += 1) others.push(await hot({ startedAt: minutesAgo(120 + count) }));
  const yesterday = await hot({ startedAt: minutesAgo(26 * 60) });
  await markRead(ctx, { callId: yesterday });
  await markUnread(ctx, { callId: yesterday });
  const newestFirst = [hourAgo, ...others, yesterday];
  for (const filters of [{}, { isUnread: true }, { kind: "hot" }, { kind: "hot", isUnread: true }] as const) {
    expect(await listed(filters)).toEqual(newestFirst);
    const { notifications } = await listNotifications(ctx, { filters, limit: 3 });
    expect(notifications.map(({ callId }) => callId)).toEqual(newestFirst.slice(0, 3));
  }
  const { latest, arrived } = await findLatestNotifications(ctx);
  expect(latest.map(({ callId }) => callId)).toEqual(newestFirst.slice(0, 6));
  expect(arrived[0]?.callId).toBe(yesterday);
});

test("another tenant sees and changes nothing", async () => {
  const callId = await hot();
  const other = tenantContext(harness.db, (await harness.createTenant()).userId);
  expect(await listed({}, other)).toEqual([]);
  expect(await countUnread(other)).toBe(0);
  for (const given of [callId, newId(), "nonsense"])
    for (const mark of [markRead, markUnread])
      await expect(mark(other, { callId: given })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await markAllRead(other);
  expect(await countUnread(ctx)).toBe(1);
  await expect(markRead(ctx, { callId: await warm() })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test.each<[string, (as: Context) => Promise<unknown>]>([
  ["listing", (as) => listNotifications(as)],
  ["counting", (as) => countUnread(as)],
  ["marking one as read", (as) => markRead(as, { callId: newId() })],
  ["marking one as unread", (as) => markUnread(as, { callId: newId() })],
  ["marking all as read", (as) => markAllRead(as)],
  ["taking that back", (as) => readNotificationsUntil(as, { until: "" })],
])("%s requires a session", async (_, work) => {
  await expect(work({ ...ctx, actor: { kind: "job", name: "test" } })).rejects.toMatchObject({ code: "FORBIDDEN" });
});
