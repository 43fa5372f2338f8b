import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { conversationEvent } from "@/test/conversation";
import { createIngestHarness, type IngestHarness, type TestTenant } from "@/test/ingest-harness";
import { leadDifferences } from "@/test/recompute-leads";
import { tenantContext } from "@/test/tenant-context";
import { clearOverride } from "./clear-override";
import { overrideScore } from "./override-score";

let harness: IngestHarness;
let tenant: TestTenant;
let other: TestTenant;
let conversation = 0;
let callId: string;

beforeAll(async () => {
  harness = await createIngestHarness();
  tenant = await harness.createTenant();
  other = await harness.createTenant();
});
afterAll(() => harness.dispose());
beforeEach(async () => {
  conversation += 1;
  await hear(30);
  callId = (await harness.rows<{ id: string }>("SELECT id FROM calls ORDER BY id DESC LIMIT 1"))[0]?.id ?? "";
});

const ctx = (userId = tenant.userId) => tenantContext(harness.db, userId);

/** The provider's event of this test's conversation; without a score, one that shows no lead. A later version corrects. */
async function hear(score: number | null, version = 0): Promise<void> {
  await harness.receive(
    conversationEvent({
      agentId: tenant.providerAgentId,
      conversationId: `conv_override_${conversation}`,
      eventAt: new Date(Date.parse("2026-10-03T10:40:00Z") + version * 60_000),
      collected: score === null ? {} : { total_score: score },
    }),
  );
  await harness.process();
}

async function judgements() {
  const [row] = await harness.rows(
    `SELECT l.total_score AS score, l.lead_status_tag AS tag, l.is_qualified AS qualified, l.ai_total_score AS ai, l.override_score AS own,
       l.override_reason AS reason, l.overridden_by AS by, o.is_qualified_lead AS outcome_qualified, o.lead_temperature AS outcome_tag
     FROM lead_analytics l JOIN agent_call_outcomes o ON o.call_id = l.call_id WHERE l.call_id = $1`,
    [callId],
  );
  return row;
}

const overrule = (score: number, reason = "Knows us from the fair") =>
  overrideScore(ctx(), { callId, score: String(score), reason });

test("a person's score counts with its tag and qualification, beside the AI's, and the outcome follows", async () => {
  await overrule(85);
  expect(await judgements()).toEqual({
    score: 85,
    tag: "hot",
    qualified: true,
    ai: 30,
    own: 85,
    reason: "Knows us from the fair",
    by: tenant.userId,
    outcome_qualified: true,
    outcome_tag: "hot",
  });
  await clearOverride(ctx(), { callId });
  expect(await judgements()).toMatchObject({
    ...{ score: 30, tag: "cold", qualified: false, own: null, reason: null, by: null },
    ...{ outcome_qualified: false, outcome_tag: "cold" },
  });
});

test("the AI's correction renews its own score and leaves the person's, also when both say the same", async () => {
  await overrule(85);
  await hear(85, 1);
  expect(await judgements()).toMatchObject({ score: 85, ai: 85, own: 85, outcome_tag: "hot" });
  await hear(55, 2);
  expect(await judgements()).toMatchObject({ score: 85, tag: "hot", ai: 55, own: 85, outcome_qualified: true });
  await clearOverride(ctx(), { callId });
  expect(await judgements()).toMatchObject({ score: 55, tag: "warm", ai: 55, own: null, outcome_tag: "warm" });
});

test("a person's score is kept after a correction that no longer shows a lead", async () => {
  await overrule(85);
  await hear(null, 1);
  expect(await judgements()).toMatchObject({
    score: 85,
    ai: null,
    own: 85,
    outcome_qualified: true,
    outcome_tag: "hot",
  });
});

test("an update that says nothing of scores changes none, and what is written to the score that counts is the AI's", async () => {
  await overrule(85);
  await harness.rows("UPDATE lead_analytics SET is_read = true WHERE call_id = $1", [callId]);
  await harness.rows("UPDATE lead_analytics SET total_score = 10, lead_status_tag = 'cold' WHERE call_id = $1", [
    callId,
  ]);
  expect(await judgements()).toMatchObject({ score: 85, tag: "hot", ai: 30 });
  await clearOverride(ctx(), { callId });
  await harness.rows("UPDATE lead_analytics SET total_score = 10, is_qualified = false WHERE call_id = $1", [callId]);
  expect(await judgements()).toMatchObject({ score: 10, ai: 10 });
});

test("a score is judged by the settings of the day on which it is given", async () => {
  await overrule(60);
  expect(await judgements()).toMatchObject({ tag: "warm", qualified: false });
  await harness.rows(
    "UPDATE system_config SET config_value = '60' WHERE config_key IN ('hot_lead_score', 'qualified_lead_score')",
  );
  expect(await judgements()).toMatchObject({ tag: "warm", qualified: false });
  await overrule(60);
  expect(await judgements()).toMatchObject({
    tag: "hot",
    qualified: true,
    outcome_tag: "hot",
    outcome_qualified: true,
  });
  await harness.rows(
    "UPDATE system_config SET config_value = '70' WHERE config_key IN ('hot_lead_score', 'qualified_lead_score')",
  );
});

test("whatever the order of overrides, corrections and replays, the last score of the AI and of the person is kept", async () => {
  const step = fc.oneof(
    fc.record({ kind: fc.constant("overrule" as const), score: fc.integer({ min: 0, max: 100 }) }),
    fc.record({ kind: fc.constant("clear" as const), score: fc.constant(0) }),
    fc.record({ kind: fc.constant("correct" as const), score: fc.constantFrom(10, 45, 70, 90) }),
    fc.record({ kind: fc.constant("replay" as const), score: fc.constant(0) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
      conversation += 1;
      await hear(30);
      callId = (await harness.rows<{ id: string }>("SELECT id FROM calls ORDER BY id DESC LIMIT 1"))[0]?.id ?? "";
      let [ai, own, version]: [number, number | null, number] = [30, null, 0];
      for (const { kind, score } of steps) {
        if (kind === "overrule") {
          await overrule(score);
          own = score;
        } else if (kind === "clear") {
          await clearOverride(ctx(), { callId });
          own = null;
        } else if (kind === "correct") {
          version += 1;
          await hear(score, version);
          ai = score;
        } else {
          await harness.rows(
            "UPDATE webhook_events SET status = 'pending' WHERE conversation_id = $1 AND status = 'processed'",
            [`conv_override_${conversation}`],
          );
          await harness.process();
        }
        const counts = own ?? ai;
        expect(await judgements()).toMatchObject({
          ...{ score: counts, ai, own, qualified: counts >= 70, outcome_qualified: counts >= 70 },
          outcome_tag: counts >= 70 ? "hot" : counts >= 40 ? "warm" : "cold",
        });
      }
      expect(await leadDifferences(harness.owner)).toEqual([]);
      expect(await harness.rows("SELECT * FROM find_rollup_differences()")).toEqual([]);
    }),
    { numRuns: 12 },
  );
}, 120_000);

test("of two concurrent overrides one is applied completely", async () => {
  await Promise.all([overrule(20, "twenty"), overrule(90, "ninety"), hear(55, 1)]);
  const after = await judgements();
  expect([
    { score: 20, tag: "cold", reason: "twenty", outcome_tag: "cold" },
    { score: 90, tag: "hot", reason: "ninety", outcome_tag: "hot" },
  ]).toContainEqual({ score: after?.score, tag: after?.tag, reason: after?.reason, outcome_tag: after?.outcome_tag });
  expect(await leadDifferences(harness.owner)).toEqual([]);
});

test("wrong input, another tenant's call and actors without a user are refused", async () => {
  for (const [input, field] of [
    [{ callId, score: "101", reason: "x" }, "score"],
    [{ callId, score: "7.5", reason: "x" }, "score"],
    [{ callId, score: "", reason: "x" }, "score"],
    [{ callId, score: "50", reason: "  " }, "reason"],
    [{ callId, score: "50", reason: "x".repeat(1001) }, "reason"],
  ] as const)
    await expect(overrideScore(ctx(), input)).rejects.toMatchObject({
      code: "BAD_REQUEST",
      fields: { [field]: expect.any(String) },
    });
  for (const each of [other.userId, tenant.userId]) {
    const id = each === other.userId ? callId : "nonsense";
    await expect(overrideScore(ctx(each), { callId: id, score: "9", reason: "x" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(clearOverride(ctx(each), { callId: id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  }
  const job = { ...ctx(), actor: { kind: "job" as const, name: "test" } };
  await expect(overrideScore(job, { callId, score: "9", reason: "x" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(clearOverride(job, { callId })).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect(await judgements()).toMatchObject({ score: 30, own: null });
});

test("tag and qualification follow a score that is written alone, and leave a person's judgement as it is", async () => {
  const write = (set: string) =>
    harness.rows(`UPDATE lead_analytics SET ${set} WHERE call_id = $1`, [callId]).then(judgements);
  const cold = { tag: "cold", qualified: false, outcome_tag: "cold", outcome_qualified: false };
  const hot = { tag: "hot", qualified: true, outcome_tag: "hot", outcome_qualified: true };
  expect(await judgements()).toMatchObject({ score: 30, ...cold });
  expect(await write("total_score = 95")).toMatchObject({ score: 95, ai: 95, ...hot });
  expect(await write("ai_total_score = 9")).toMatchObject({ score: 9, ...cold });
  expect(await write("total_score = 95, lead_status_tag = 'warm'")).toMatchObject({ tag: "warm", qualified: true });
  expect(await write("total_score = NULL")).toMatchObject({ score: null, ...cold });
  await overrule(85);
  expect(await write("total_score = 5")).toMatchObject({ score: 85, ai: null, ...hot });
  expect(await write("ai_total_score = 50")).toMatchObject({ score: 85, ai: 50, ...hot });
  await clearOverride(ctx(), { callId });
  expect(await judgements()).toMatchObject({ score: 50, tag: "warm", qualified: false });
});

test("they follow by the settings of the day", async () => {
  const set = (key: string, value: number) =>
    harness.rows("UPDATE system_config SET config_value = $2 WHERE config_key = $1", [key, String(value)]);
  await set("qualified_lead_score", 90);
  await set("hot_lead_score", 92);
  await harness.rows("UPDATE lead_analytics SET total_score = 91 WHERE call_id = $1", [callId]);
  expect(await judgements()).toMatchObject({ score: 91, tag: "warm", qualified: true });
  await set("qualified_lead_score", 70);
  await set("hot_lead_score", 70);
});

test("an outcome that was there before its lead agrees with it", async () => {
  await harness.rows("DELETE FROM lead_analytics WHERE call_id = $1", [callId]);
  await harness.rows(
    "INSERT INTO lead_analytics (call_id, user_id, total_score) SELECT id, user_id, 80 FROM calls WHERE id = $1",
    [callId],
  );
  expect(await judgements()).toMatchObject({ tag: "hot", outcome_tag: "hot", outcome_qualified: true });
});
