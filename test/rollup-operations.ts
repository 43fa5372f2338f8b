import fc from "fast-check";
import type pg from "pg";
import { edgeLengths } from "./edge-lengths";

const dayMs = 86_400_000;
/** Moments around which days, months, years and clocks change in some of the zones, those at which windows of KPIs begin and end, and some between. */
const edgesMs = [
  ...[
    "2026-03-29T00:59:59Z",
    "2026-10-25T01:00:00Z",
    "2026-04-04T14:00:00Z",
    "2026-12-31T23:30:00Z",
    "2026-06-15T12:00:00Z",
  ].map((edge) => Date.parse(edge)),
  ...[0, 1, 3, 7, 14, 21, 28, 30].map((days) => Date.now() - days * dayMs),
];
const moment = fc
  .tuple(fc.constantFrom(...edgesMs), fc.integer({ min: -43_200, max: 43_200 }))
  .map(([edgeMs, seconds]) => new Date(edgeMs + seconds * 1000));
const day = moment.map((instant) => instant.toISOString().slice(0, 10));
const status = fc.constantFrom("in_progress", "completed", "failed", "cancelled");
const direction = fc.constantFrom("inbound", "outbound");
const source = fc.constantFrom("phone", "internet", "unknown");
const score = fc.option(fc.integer({ min: 0, max: 100 }));
const ctas = fc.array(fc.boolean(), { minLength: 5, maxLength: 5 });
const phone = fc.constantFrom(null, "+442079460018", "+442079460019", "+442079460020");
const email = fc.constantFrom(null, "Mara@Haulwell.example", "mara@haulwell.example", "jon@brill.example");
const tag = fc.constantFrom("hot", "warm", "cold");
const tenant = fc.nat(2);
/** Some neighbouring calls of the transaction's tenants, among those that exist when the statement runs. */
const some = {
  pick: fc.nat(),
  rows: fc.oneof({ weight: 2, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 4 })),
};

export const rebuilds = [
  "rebuild_agent_analytics",
  "rebuild_user_analytics",
  "rebuild_user_daily_analytics",
  "rebuild_call_analytics_cache",
  "rebuild_call_segment_analytics",
  "rebuild_agent_targets",
  "rebuild_agent_performance_trends",
  "rebuild_leads",
  "rebuild_call_searches",
] as const;

const operation = fc.oneof(
  fc.record({
    kind: fc.constant("call" as const),
    agent: fc.nat(1),
    startedAt: moment,
    seconds: fc.oneof(fc.nat(900), fc.constantFrom(...edgeLengths)),
    status,
    direction,
    source,
    phone,
    email,
    rows: fc.integer({ min: 1, max: 3 }),
  }),
  fc.record({ kind: fc.constant("status" as const), ...some, status }),
  fc.record({
    kind: fc.constant("correct duration" as const),
    ...some,
    seconds: fc.oneof(fc.nat(5_000), fc.constantFrom(...edgeLengths)),
  }),
  fc.record({ kind: fc.constant("correct origin" as const), ...some, direction, source }),
  fc.record({ kind: fc.constant("correct person" as const), ...some, phone, email }),
  fc.record({ kind: fc.constant("move day" as const), ...some, startedAt: moment }),
  fc.record({ kind: fc.constant("move agent" as const), ...some }),
  fc.record({
    kind: fc.constant("lead" as const),
    ...some,
    scores: fc.array(score, { minLength: 6, maxLength: 6 }),
    ctas,
    isQualified: fc.boolean(),
    tag,
    name: fc.option(fc.constantFrom("Mara Lindqvist", "Jon Brill")),
    address: email,
    company: fc.option(fc.constantFrom("Haulwell", "Brill & Sons")),
    demoAt: fc.option(moment),
  }),
  fc.record({
    kind: fc.constant("overrule" as const),
    ...some,
    score: fc.integer({ min: 0, max: 100 }),
  }),
  fc.record({ kind: fc.constant("accept" as const), ...some }),
  fc.record({ kind: fc.constant("cta" as const), ...some, ctas }),
  fc.record({
    kind: fc.constant("outcome" as const),
    ...some,
    outcome: fc.constantFrom("completed", "no_answer", "busy", "failed", "voicemail", "disconnected"),
  }),
  fc.record({ kind: fc.constant("drop lead" as const), ...some }),
  fc.record({ kind: fc.constant("drop outcome" as const), ...some }),
  fc.record({ kind: fc.constant("drop call" as const), ...some }),
  fc.record({
    kind: fc.constant("target" as const),
    ...some,
    period: fc.constantFrom("daily", "weekly", "monthly", "quarterly"),
    calls: fc.option(fc.integer({ min: 1, max: 20 })),
    successRate: fc.option(fc.integer({ min: 1, max: 100 })),
    leads: fc.option(fc.integer({ min: 1, max: 9 })),
    conversionRate: fc.option(fc.integer({ min: 1, max: 100 })),
  }),
  fc.oneof(
    { weight: 6, arbitrary: fc.record({ kind: fc.constant("look away" as const), ...some }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant("drop target" as const), pick: fc.nat() }) },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("zone" as const),
        tenant,
        zone: fc.constantFrom("Europe/Berlin", "America/St_Johns", "Pacific/Auckland", "Asia/Kathmandu"),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant("rebuild" as const),
        tenant,
        name: fc.constantFrom(...rebuilds),
        from: day,
        to: day,
      }),
    },
  ),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** One to four operations of some of the tenants, in the order that writers keep: users, calls, leads, outcomes, rollups. */
export const transaction = fc.record({
  /** A batch collects what moves the rollups; one that forgets to release it has it applied when it commits. */
  rollups: fc.constantFrom("after each statement", "collected and released", "collected"),
  tenants: fc.subarray([0, 1, 2], { minLength: 1 }),
  operations: fc
    .array(operation, { minLength: 1, maxLength: 4 })
    .map((some) => some.sort((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))),
});
export type HistoryTransaction = typeof transaction extends fc.Arbitrary<infer T> ? T : never;

const order: readonly Operation["kind"][] = [
  "zone",
  "call",
  "status",
  "correct duration",
  "correct origin",
  "correct person",
  "move day",
  "move agent",
  "look away",
  "drop call",
  "lead",
  "overrule",
  "accept",
  "cta",
  "drop lead",
  "outcome",
  "drop outcome",
  "target",
  "drop target",
  "rebuild",
];

export type HistoryTenant = { userId: string; agentIds: readonly string[] };

/**
 * Runs the operations of one transaction, as the owner. Like ingestion, a transaction of several rows or statements takes its
 * tenants' rows first; like a person's click, one that changes one row does not.
 */
export async function applyTransaction(
  client: Pick<pg.ClientBase, "query">,
  all: readonly HistoryTenant[],
  { tenants, operations }: HistoryTransaction,
): Promise<void> {
  const chosen = tenants.flatMap((index) => all[index] ?? []);
  const [first] = operations;
  const isSingle =
    operations.length === 1 && first !== undefined && "pick" in first && !("rows" in first && first.rows > 1);
  if (!isSingle) {
    await client.query("SELECT FROM users WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE", [
      chosen.map(({ userId }) => userId),
    ]);
  }
  for (const op of operations) await applyOperation(client, chosen, op);
}

const amongTenants = "user_id = ANY ($1::uuid[])";
const picked = `ANY (ARRAY(SELECT id FROM calls WHERE ${amongTenants} ORDER BY id
  OFFSET $2::bigint % greatest(1, (SELECT count(*) FROM calls WHERE ${amongTenants})) LIMIT $3::integer))`;

async function applyOperation(
  client: Pick<pg.ClientBase, "query">,
  tenants: readonly HistoryTenant[],
  op: Operation,
): Promise<void> {
  const userIds = tenants.map(({ userId }) => userId);
  const userId = "tenant" in op ? userIds[op.tenant % userIds.length] : undefined;
  const onPicked = (sql: string, ...values: unknown[]) =>
    client.query(sql, [userIds, "pick" in op ? op.pick : 0, "rows" in op ? op.rows : 1, ...values]);
  switch (op.kind) {
    case "call":
      await client.query(
        `INSERT INTO calls (agent_id, user_id, elevenlabs_conversation_id, lead_type, call_source, status, started_at, duration_seconds,
           duration_minutes, credits_used, phone_number, caller_email)
         SELECT id, user_id, gen_random_uuid(), $2, $3, $4, $5, $6::integer, ceil($6::integer / 60.0), ceil($6::integer / 60.0), $8, $9
         FROM agents CROSS JOIN generate_series(1, $7::integer) WHERE id = ANY ($1) ORDER BY user_id`,
        [
          tenants.map(({ agentIds }) => agentIds[op.agent]),
          op.direction,
          op.source,
          op.status,
          op.startedAt,
          op.seconds,
          op.rows,
          op.phone,
          op.email,
        ],
      );
      return;
    case "status":
      await onPicked(`UPDATE calls SET status = $4 WHERE id = ${picked}`, op.status);
      return;
    case "correct duration":
      await onPicked(
        `UPDATE calls SET duration_seconds = $4::integer, duration_minutes = ceil($4::integer / 60.0),
           credits_used = ceil($4::integer / 60.0) WHERE id = ${picked}`,
        op.seconds,
      );
      return;
    case "correct origin":
      await onPicked(`UPDATE calls SET lead_type = $4, call_source = $5 WHERE id = ${picked}`, op.direction, op.source);
      return;
    case "correct person":
      await onPicked(`UPDATE calls SET phone_number = $4, caller_email = $5 WHERE id = ${picked}`, op.phone, op.email);
      return;
    case "move day":
      await onPicked(`UPDATE calls SET started_at = $4 WHERE id = ${picked}`, op.startedAt);
      return;
    case "move agent":
      await onPicked(
        `UPDATE calls c SET agent_id = (SELECT a.id FROM agents a WHERE a.user_id = c.user_id AND a.id <> c.agent_id LIMIT 1)
         WHERE id = ${picked}`,
      );
      return;
    case "lead":
      await onPicked(
        `INSERT INTO lead_analytics (call_id, user_id, agent_id, call_date, ${leadColumns.join(", ")})
         SELECT id, user_id, agent_id, call_date, ${leadColumns.map((column, index) => `$${index + 4}::${typeOf(column)}`).join(", ")}
         FROM calls WHERE id = ${picked} ORDER BY id
         ON CONFLICT (call_id) DO UPDATE SET ${leadColumns.map((column) => `${column} = excluded.${column}`).join(", ")}`,
        ...op.scores,
        ...op.ctas,
        op.isQualified,
        op.tag,
        op.name,
        op.address,
        op.company,
        op.demoAt,
      );
      return;
    case "overrule":
      await onPicked(
        `UPDATE lead_analytics SET override_score = $4, override_reason = 'Knows us' WHERE call_id = ${picked}`,
        op.score,
      );
      return;
    case "accept":
      await onPicked(
        `UPDATE lead_analytics SET override_score = NULL, override_reason = NULL WHERE call_id = ${picked}`,
      );
      return;
    case "cta":
      await onPicked(
        `UPDATE lead_analytics SET ${ctaColumns.map((column, index) => `${column} = $${index + 4}`).join(", ")} WHERE call_id = ${picked}`,
        ...op.ctas,
      );
      return;
    case "outcome":
      await onPicked(
        `INSERT INTO agent_call_outcomes (call_id, user_id, agent_id, call_date, outcome)
         SELECT id, user_id, agent_id, call_date, $4 FROM calls WHERE id = ${picked} ORDER BY id
         ON CONFLICT (call_id) DO UPDATE SET outcome = excluded.outcome`,
        op.outcome,
      );
      return;
    case "drop lead":
      await onPicked(`DELETE FROM lead_analytics WHERE call_id = ${picked}`);
      return;
    case "drop outcome":
      await onPicked(`DELETE FROM agent_call_outcomes WHERE call_id = ${picked}`);
      return;
    case "drop call":
      await onPicked(`DELETE FROM calls WHERE id = ${picked}`);
      return;
    case "target":
      await onPicked(
        `INSERT INTO agent_targets (agent_id, user_id, target_type, target_date, ${targetColumns.join(", ")})
         SELECT DISTINCT agent_id, user_id, $4::varchar, period_first_day($4::varchar, call_date), $5::integer, $6::integer, $7::integer, $8::integer
         FROM calls WHERE id = ${picked} AND num_nonnulls($5::integer, $6::integer, $7::integer, $8::integer) > 0 ORDER BY user_id
         ON CONFLICT (agent_id, user_id, target_type, target_date)
           DO UPDATE SET ${targetColumns.map((column) => `${column} = excluded.${column}`).join(", ")}`,
        op.period,
        op.calls,
        op.successRate,
        op.leads,
        op.conversionRate,
      );
      return;
    case "drop target":
      await client.query(
        `DELETE FROM agent_targets WHERE id = (SELECT id FROM agent_targets WHERE ${amongTenants} ORDER BY id
           OFFSET $2::bigint % greatest(1, (SELECT count(*) FROM agent_targets WHERE ${amongTenants})) LIMIT 1)`,
        [userIds, op.pick],
      );
      return;
    case "look away":
      await onPicked(`UPDATE calls SET summary = 'Other words' WHERE id = ${picked}`);
      return;
    case "zone":
      await client.query("UPDATE users SET timezone = $2 WHERE id = $1", [userId, op.zone]);
      return;
    case "rebuild": {
      const [from, to] = [op.from, op.to].sort();
      await client.query(`SELECT ${op.name}($1, $2, $3)`, [userId, from, to]);
    }
  }
}

const ctaColumns = [
  "cta_pricing_clicked",
  "cta_demo_clicked",
  "cta_followup_clicked",
  "cta_sample_clicked",
  "cta_escalated_to_human",
];
const leadColumns = [
  ...["intent", "urgency", "budget", "fit", "engagement", "ai_total"].map((name) => `${name}_score`),
  ...ctaColumns,
  "ai_is_qualified",
  "ai_lead_status_tag",
  "extracted_name",
  "extracted_email",
  "company_name",
  "demo_scheduled_at",
];
const textColumns = ["ai_lead_status_tag", "extracted_name", "extracted_email", "company_name"];
const typeOf = (column: string) => {
  if (column.endsWith("_score")) return "integer";
  if (column === "demo_scheduled_at") return "timestamptz";
  return textColumns.includes(column) ? "text" : "boolean";
};
const targetColumns = ["target_calls", "target_success_rate", "target_leads", "target_conversion_rate"];
