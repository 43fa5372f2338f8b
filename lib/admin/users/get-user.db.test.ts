import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "@/lib/platform/ids";
import { type AdminHarness, createAdminHarness, type SignedIn } from "@/test/admin-harness";
import { scatterCalls } from "@/test/analytics/scattered-calls";
import { insertCall } from "@/test/insert-call";
import { addNote } from "./add-note";
import { adjustCredits } from "./adjust-credits";
import { getUser } from "./get-user";

let harness: AdminHarness;
let admin: SignedIn;
let user: SignedIn;
beforeAll(async () => {
  harness = await createAdminHarness();
  [admin, user] = [await harness.signedIn("admin"), await harness.signedIn("user")];
  const agents = [await harness.addAgent(user.userId), await harness.addAgent(user.userId)] as const;
  await scatterCalls(harness, {
    userId: user.userId,
    agentIds: agents.map(({ agentId }) => agentId),
    count: 200,
  });
  for (let n = 0; n < 40; n += 1) {
    await insertCall(harness.owner, agents[n % 2 === 0 ? 0 : 1], {
      startedAt: new Date(Date.now() - n * 86_400_000).toISOString(),
      ...(n % 3 === 0 && { lead: { score: n * 2 } }),
    });
  }
  await harness.rows("SELECT scheduled_refresh_user_kpi_summary(true)");
});
afterAll(() => harness.dispose());

/** The totals counted from the calls themselves, in the days of the account's zone. */
async function recount(since: string) {
  const [row] = await harness.rows<Record<string, number>>(
    `SELECT count(*)::integer AS calls, count(*) FILTER (WHERE c.status = 'completed')::integer AS successful,
       sum(c.duration_minutes)::integer AS minutes, count(l.id)::integer AS leads,
       count(l.id) FILTER (WHERE l.total_score >= 70)::integer AS qualified, sum(c.credits_used)::integer AS credits
     FROM calls c LEFT JOIN lead_analytics l ON l.call_id = c.id
     WHERE c.user_id = $1 AND c.status IN ('completed', 'failed')
       AND (c.started_at AT TIME ZONE 'Europe/Berlin')::date > ${since}`,
    [user.userId],
  );
  return Object.values(row ?? {});
}

test("the totals, the days and the agents equal a recount of the calls themselves", async () => {
  const { totals, days, agents } = await getUser(admin.ctx, { id: user.userId });
  const today = "(now() AT TIME ZONE 'Europe/Berlin')::date";
  expect(totals.map(({ month }) => month)).toEqual(await recount(`${today} - 30`));
  expect(totals.map(({ lifetime }) => lifetime)).toEqual(await recount("'2000-01-01'"));
  const counted = await harness.rows(
    `SELECT (started_at AT TIME ZONE 'Europe/Berlin')::date::text AS day, count(*)::integer AS calls,
       count(*) FILTER (WHERE status = 'completed')::integer AS "successfulCalls",
       (SELECT count(*)::integer FROM lead_analytics l WHERE l.call_id = ANY (array_agg(c.id))) AS leads
     FROM calls c WHERE user_id = $1 AND status IN ('completed', 'failed')
       AND (started_at AT TIME ZONE 'Europe/Berlin')::date > ${today} - 30 GROUP BY 1 ORDER BY 1`,
    [user.userId],
  );
  expect(days).toEqual(counted);
  const perAgent = await harness.rows<{ id: string; n: number }>(
    "SELECT agent_id AS id, count(*)::integer AS n FROM calls WHERE user_id = $1 AND status IN ('completed', 'failed') GROUP BY 1",
    [user.userId],
  );
  expect(Object.fromEntries(agents.map(({ id, lifetimeCalls }) => [id, lifetimeCalls]))).toEqual(
    Object.fromEntries(perAgent.map(({ id, n }) => [id, n])),
  );
});

test("sign-ins, sessions, ledger, notes and what administrators did are there, the newest first", async () => {
  await adjustCredits(admin.ctx, {
    userId: user.userId,
    reason: "Goodwill",
    entryId: newId(),
    type: "bonus",
    amount: "9",
  });
  await addNote(admin.ctx, { userId: user.userId, note: "Wants an invoice" });
  const found = await getUser(admin.ctx, { id: user.userId });
  expect(found).toMatchObject({
    email: user.email,
    role: "user",
    isActive: true,
    isVerified: true,
    lockedUntil: null,
    secondFactorSince: null,
    signIns: { attempts: 1, failed: 0 },
    sessions: [{ id: user.ctx.sessionId, ipAddress: user.ctx.client?.ipAddress, userAgent: "Test browser" }],
    attempts: [{ ipAddress: user.ctx.client?.ipAddress, reason: null }],
  });
  expect(found.ledger.entries[0]).toMatchObject({ type: "bonus", amount: 9, description: "Goodwill", refundable: 0 });
  expect(found.ledger.count).toBe(found.ledger.entries[0]?.entryNumber);
  expect(found.history.map((entry) => (entry.kind === "note" ? entry.note : entry.action))).toEqual([
    "Wants an invoice",
    "user.adjust_credits",
  ]);
  expect(JSON.stringify(found)).not.toMatch(/password_?hash|token/i);
});

test("an unknown id is not found, and nobody but administrators finds any", async () => {
  for (const id of [newId(), "x", undefined])
    await expect(getUser(admin.ctx, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getUser(user.ctx, { id: user.userId })).rejects.toMatchObject({ code: "FORBIDDEN" });
});
