import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getCall } from "@/lib/calls/get-call";
import { listCalls } from "@/lib/calls/list/list-calls";
import { resolveCompared } from "@/lib/platform/date-range/resolve-compared";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { insertCall } from "@/test/insert-call";
import { removeMeanwhile } from "@/test/remove-meanwhile";
import { tenantContext } from "@/test/tenant-context";
import { parseAnalyticsQuery } from "../analytics-query";
import { getAnalytics } from "../get-analytics";
import { getOverview } from "../overview/get-overview";
import { deleteAgentTarget } from "./delete-agent-target";
import { getAgentMetrics } from "./get-agent-metrics";
import { listAgentMetrics } from "./list-agent-metrics";
import { setAgentTarget } from "./set-agent-target";
import type { TargetGoals } from "./target-goals";
import { undoTargetChange } from "./undo-target-change";

const today = "2026-10-31";
const now = { day: today, time: "12:00" };
const compared = resolveCompared({ range: "7d" }, now);
let harness: IngestHarness;
let tenant: TestTenant;
let second: TestTenant;
let other: TestTenant;

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  second = await harness.addAgent(tenant.userId);
  other = await harness.createTenant();
  const at = (agent: TestTenant, startedAt: string, more = {}) =>
    insertCall(harness.owner, agent, { startedAt, outcome: "completed", ...more });
  await at(tenant, "2026-10-30T10:00:00Z", { lead: { score: 90 } });
  await at(tenant, "2026-10-20T10:00:00Z", { lead: { score: 40 } });
  await at(second, "2026-10-31T09:00:00Z", { lead: { score: 80 }, durationSeconds: 181 });
  await at(second, "2026-10-31T10:00:00Z", { lead: { score: 50 } });
  await at(other, "2026-10-31T10:00:00Z", { lead: { score: 99 } });
});
afterAll(() => harness.dispose());

const ctxOf = ({ userId }: TestTenant) => tenantContext(harness.db, userId);
const job = () => ({ ...harness.context(), actor: { kind: "job" as const, name: "test" } });
const notFound = expect.objectContaining({ code: "NOT_FOUND", message: "There is no such agent." });

describe("the agents", () => {
  test("are ranked by what they brought, each with its last call and the period before", async () => {
    const { agents } = await listAgentMetrics(ctxOf(tenant), compared);
    expect(agents.map(({ id, rank }) => [id, rank])).toEqual([
      [second.agentId, 1],
      [tenant.agentId, 2],
    ]);
    expect(agents[1]).toMatchObject({ lastCallAt: "2026-10-30T10:00:00.000Z", callSeries: [0, 0, 0, 0, 0, 1, 0] });
    expect(agents[1]?.previous).toMatchObject({ calls: 1, qualifiedLeads: 0 });
  });

  test("of another tenant are not among them", async () => {
    const { agents } = await listAgentMetrics(ctxOf(other), compared);
    expect(agents.map(({ id }) => id)).toEqual([other.agentId]);
  });
});

describe("an agent", () => {
  test("has its metrics of the period, of today, of the month and of its life", async () => {
    const page = await getAgentMetrics(ctxOf(tenant), { id: tenant.agentId, ...compared });
    expect(
      [page.current, page.previous, page.ofToday, page.ofMonth, page.ofLifetime].map(({ calls }) => calls),
    ).toEqual([1, 1, 0, 2, 2]);
    expect(page.scores[0]).toEqual({ name: "total", average: 90, count: 1 });
    expect(page.days).toHaveLength(7);
    expect(page.current.outcome_completed).toBe(1);
  });

  test("says how well its calls went, by those that have a rating and count, and each call's page and row say its own", async () => {
    const agent = await harness.addAgent(tenant.userId);
    const rated = async (quality: number | null, satisfaction: number | null, more = {}) => {
      const id = await insertCall(harness.owner, agent, {
        startedAt: "2026-10-30T10:00:00Z",
        outcome: "completed",
        ...more,
      });
      await harness.owner.query(
        "UPDATE agent_call_outcomes SET call_quality_score = $2, customer_satisfaction = $3 WHERE call_id = $1",
        [id, quality, satisfaction],
      );
      return id;
    };
    const id = await rated(9, 7.5);
    await rated(6, null);
    await rated(null, null);
    await rated(1, 1, { status: "cancelled" });
    await rated(1, 1, { startedAt: "2026-09-01T10:00:00Z" });
    const { ratings } = await getAgentMetrics(ctxOf(tenant), { id: agent.agentId, ...compared });
    expect(ratings).toEqual([
      { name: "quality", average: 7.5, count: 2 },
      { name: "satisfaction", average: 7.5, count: 1 },
    ]);
    expect(await getCall(ctxOf(tenant), { id })).toMatchObject({ quality: 9, satisfaction: 7.5 });
    const { calls } = await listCalls(ctxOf(tenant), {
      filters: { agent: agent.agentId, quality: { min: 7, max: null } },
    });
    expect(calls).toMatchObject([{ id, quality: 9, satisfaction: 7.5 }]);
  });

  test("that is another tenant's, unknown or no id at all is not found, in the same words", async () => {
    for (const id of [other.agentId, "0194f1c2-7b3a-7c11-8a52-1f2e3d4c5b6a", "1", ""])
      await expect(getAgentMetrics(ctxOf(tenant), { id, ...compared })).rejects.toEqual(notFound);
  });
});

const goalsOf = async (id: string) =>
  (
    await harness.rows<TargetGoals>(
      `SELECT target_calls AS calls, target_success_rate::float8 AS "successRate", target_leads AS leads,
         target_conversion_rate::float8 AS "conversionRate" FROM agent_targets WHERE id = $1`,
      [id],
    )
  )[0];
const fieldsOf = (what: string, goals: Partial<TargetGoals>) =>
  Object.fromEntries(
    Object.entries(goals).map(([name, value]) => [
      `${what}${name[0]?.toUpperCase()}${name.slice(1)}`,
      String(value ?? ""),
    ]),
  );

describe("a target", () => {
  const target = { agentId: "", type: "weekly", day: "2026-10-29", calls: "4", successRate: "", leads: " 2 " };
  const own = () => ({ ...target, agentId: second.agentId });

  test("starts with what its period has brought, and is changed in place", async () => {
    const { id } = await setAgentTarget(ctxOf(tenant), own());
    const page = await getAgentMetrics(ctxOf(tenant), { id: second.agentId, ...compared });
    expect(page.targets).toEqual([
      expect.objectContaining({
        id,
        from: "2026-10-26",
        to: "2026-11-01",
        calls: 4,
        leads: 2,
        actualCalls: 2,
        achievement: 75,
      }),
    ]);
    const kept = await setAgentTarget(ctxOf(tenant), { ...own(), day: "2026-11-01", calls: "2", leads: "" });
    expect(kept).toMatchObject({ id, before: { calls: 4, leads: 2 }, after: { calls: 2, leads: 2 } });
    const [changed] = (await getAgentMetrics(ctxOf(tenant), { id: second.agentId, ...compared })).targets;
    expect(changed).toMatchObject({ calls: 2, leads: 2, achievement: 100 });
  });

  test("keeps the goals whose fields were left as they were shown, also those that somebody else has changed meanwhile", async () => {
    const day = { ...own(), day: "2026-09-07", calls: "", leads: "" };
    const before = { calls: 4, successRate: 80.25, leads: 2, conversionRate: null };
    const shown = { wasCalls: "4", wasSuccessRate: "80.25", wasLeads: "2", wasConversionRate: "" };
    const { id } = await setAgentTarget(ctxOf(tenant), { ...day, calls: "4", successRate: "80.25", leads: "2" });
    expect(await goalsOf(id)).toEqual(before);
    // A new form says nothing of goals that it does not fill in.
    await setAgentTarget(ctxOf(tenant), { ...day, conversionRate: "12" });
    expect(await goalsOf(id)).toEqual({ ...before, conversionRate: 12 });
    // Two who were shown the same change different goals at once: both changes count.
    await Promise.all([
      setAgentTarget(ctxOf(tenant), { ...day, ...shown, calls: "5", successRate: "80.25", leads: "2" }),
      setAgentTarget(ctxOf(tenant), { ...day, ...shown, calls: "4", successRate: "80.25", leads: "" }),
    ]);
    expect(await goalsOf(id)).toEqual({ calls: 5, successRate: 80.25, leads: null, conversionRate: 12 });
    for (const nothing of [{}, { wasCalls: "5", wasSuccessRate: "80.25", wasLeads: "", wasConversionRate: "12" }])
      await expect(setAgentTarget(ctxOf(tenant), { ...day, ...nothing })).rejects.toMatchObject({
        code: "BAD_REQUEST",
        fields: { calls: "Set at least one target." },
      });
  });

  test("is as it was before once a change, a deletion or the target itself is taken back", async () => {
    const period = { agentId: second.agentId, type: "weekly", day: "2026-09-14" };
    const undo = (before: Partial<TargetGoals>, after: Partial<TargetGoals>) =>
      undoTargetChange(ctxOf(tenant), { ...period, ...fieldsOf("before", before), ...fieldsOf("after", after) });
    const made = await setAgentTarget(ctxOf(tenant), { ...period, calls: "4", leads: "2" });
    await undo({}, made.after);
    expect(await goalsOf(made.id)).toBeUndefined();

    const { id } = await setAgentTarget(ctxOf(tenant), { ...period, calls: "4", leads: "2" });
    const change = await setAgentTarget(ctxOf(tenant), { ...period, calls: "9", successRate: "33.33" });
    await setAgentTarget(ctxOf(tenant), { ...period, conversionRate: "7" });
    await undo(change.before, change.after);
    expect(await goalsOf(id)).toEqual({ calls: 4, successRate: null, leads: 2, conversionRate: 7 });
    await expect(undo(change.before, change.after)).rejects.toMatchObject({ code: "CONFLICT" });

    const removed = await deleteAgentTarget(ctxOf(tenant), { targetId: id });
    await undo(removed, {});
    const [again] = await harness.rows<{ id: string }>(
      "SELECT id FROM agent_targets WHERE agent_id = $1 AND target_date = '2026-09-14'",
      [second.agentId],
    );
    expect(await goalsOf(again?.id ?? "")).toEqual(removed);
    await expect(undo(removed, {})).rejects.toMatchObject({ code: "CONFLICT" });
    await expect(undoTargetChange(ctxOf(other), { ...period, ...fieldsOf("after", removed) })).rejects.toEqual(
      notFound,
    );
  });

  test("goes when it is deleted, once", async () => {
    const { id } = await setAgentTarget(ctxOf(tenant), { ...own(), type: "quarterly" });
    await deleteAgentTarget(ctxOf(tenant), { targetId: id });
    await expect(deleteAgentTarget(ctxOf(tenant), { targetId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("set by two at once is one target", async () => {
    const both = [1, 2].map((calls) =>
      setAgentTarget(ctxOf(tenant), { ...own(), type: "monthly", calls: String(calls) }),
    );
    const [one, two] = await Promise.all(both);
    expect(one?.id).toBe(two?.id);
    // Anyone who came second was told what the first had set.
    expect([one, two].filter((each) => each?.before.calls === null)).toHaveLength(1);
    expect([one, two].find((each) => each?.before.calls !== null)?.before.calls).toBe(
      [one, two].find((each) => each?.before.calls === null)?.after.calls,
    );
  });

  test.each([
    [{ calls: "", leads: "" }, "calls"],
    [{ calls: "many" }, "calls"],
    [{ calls: "0" }, "calls"],
    [{ calls: "1.5" }, "calls"],
    [{ successRate: "101" }, "successRate"],
    [{ type: "yearly" }, "type"],
    [{ day: "2026-02-30" }, "day"],
  ])("of %j is refused beside its field", async (wrong, field) => {
    await expect(setAgentTarget(ctxOf(tenant), { ...own(), ...wrong })).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { [field]: expect.any(String) },
    });
  });

  test("of an agent that goes meanwhile is not found", async () => {
    const { agentId } = await harness.addAgent(tenant.userId);
    const settled = await removeMeanwhile(harness, "DELETE FROM agents WHERE id = $1", agentId, () =>
      setAgentTarget(ctxOf(tenant), { ...own(), agentId }),
    );
    expect(settled).toMatchObject({ reason: notFound });
  });

  test("of another tenant's agent is not found, and another tenant's cannot be deleted", async () => {
    await expect(setAgentTarget(ctxOf(other), own())).rejects.toEqual(notFound);
    const { id } = await setAgentTarget(ctxOf(tenant), { ...own(), type: "daily" });
    await expect(deleteAgentTarget(ctxOf(other), { targetId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    expect(await harness.rows("SELECT FROM agent_targets WHERE id = $1", [id])).toHaveLength(1);
  });
});

test("analytics of another tenant's agent are empty", async () => {
  const query = parseAnalyticsQuery({ range: "7d", agent: tenant.agentId }, now);
  const { current, agents } = await getAnalytics(ctxOf(other), { query });
  expect([current.segments, agents.map(({ id }) => id)]).toEqual([[], [other.agentId]]);
});

test("metrics and targets require a signed-in user", async () => {
  const query = parseAnalyticsQuery({}, now);
  const refused = [
    getAnalytics(job(), { query }),
    getOverview(job(), compared),
    listAgentMetrics(job(), compared),
    getAgentMetrics(job(), { id: tenant.agentId, ...compared }),
    setAgentTarget(job(), {}),
    deleteAgentTarget(job(), {}),
    undoTargetChange(job(), {}),
  ];
  await Promise.all(refused.map((each) => expect(each).rejects.toMatchObject({ code: "FORBIDDEN" })));
});
