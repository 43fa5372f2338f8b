import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import { indexCalls } from "@/lib/calls/index-calls";
import type { Context, ProcessActor } from "@/lib/db/context";
import type { Database } from "@/lib/db/database";
import { pythonJson } from "@/lib/elevenlabs/python-json";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import type { CallRequest } from "@/lib/elevenlabs/simulator/call-types";
import { DEMO_AGENTS } from "@/lib/elevenlabs/simulator/demo-agents";
import { generateConversation } from "@/lib/elevenlabs/simulator/generate-conversation";
import { planCalls } from "@/lib/elevenlabs/simulator/plan-calls";
import { createIntake, type Intake } from "@/lib/ingest/intake/create-intake";
import { processPendingEvents } from "@/lib/ingest/process-pending-events";
import { receiveWebhook } from "@/lib/ingest/receive-webhook";
import type { Storage } from "@/lib/storage/storage";
import { type DemoTenant, demoDays, demoTimezone } from "./ensure-demo-accounts";

const dayMs = 86_400_000;
const planSeed = 20_260_301;
const secret = "signs-demo-data-in-this-process-only";
const limits = { eventBytesMax: 8 * 1024 * 1024, audioBytesMax: 8 * 1024 * 1024 };
const storedAtOnce = 6;

/** Credits that the demo tenant bought, and on which day of its history. */
const purchases = [
  { day: 0, credits: 3_500 },
  { day: 28, credits: 3_500 },
  { day: 57, credits: 4_500 },
  { day: 80, credits: 3_000 },
];

export type HistoryTarget = { owner: pg.Client; db: Database; storage: Storage; tenant: DemoTenant };
type Receiver = HistoryTarget & { intake: Intake };

/** Whether the last call of the history is there; it is always sent after all the others have been kept. */
export async function isHistoryMade({ owner, tenant }: Pick<HistoryTarget, "owner" | "tenant">): Promise<boolean> {
  const last = planOf(tenant).at(-1);
  if (!last) return true;
  const { data } = generateConversation(last);
  const { rowCount } = await owner.query("SELECT FROM calls WHERE elevenlabs_conversation_id = $1", [
    data.conversation_id,
  ]);
  return rowCount === 1;
}

/** Sends each period's calls through ingestion, after the purchase that paid for them. */
export async function makeHistory(target: HistoryTarget): Promise<void> {
  const plan = planOf(target.tenant);
  const spoolFolder = path.join(tmpdir(), "callwright-demo-spool");
  const receiver = {
    ...target,
    intake: createIntake({ db: target.db, spoolFolder, bodyBytesMax: limits.audioBytesMax }),
  };
  for (const [index, purchase] of purchases.entries()) {
    const from = dayOf(target.tenant, purchase.day);
    const to = dayOf(target.tenant, purchases[index + 1]?.day ?? demoDays);
    await buyCredits(target, purchase.credits, from);
    const calls = plan.filter(({ startedAt }) => startedAt >= from && startedAt < to);
    const last = calls.pop();
    await Promise.all(Array.from({ length: storedAtOnce }, () => drain(receiver, calls)));
    if (last) await receive(receiver, last);
    await processPendingEvents(contextAt(target.db, to), target.storage);
  }
  // Whoever looks at the demo searches in it at once.
  await indexCalls(target);
}

function planOf(tenant: DemoTenant): CallRequest[] {
  const to = dayOf(tenant, demoDays);
  return [...planCalls({ seed: planSeed, from: tenant.firstDay, to, timezone: demoTimezone, agents: DEMO_AGENTS })];
}

async function drain(target: Receiver, calls: CallRequest[]): Promise<void> {
  for (let call = calls.shift(); call; call = calls.shift()) await receive(target, call);
}

async function receive({ db, storage, intake }: Receiver, call: CallRequest): Promise<void> {
  const event = generateConversation(call);
  const rawBody = Buffer.from(pythonJson(event));
  await receiveWebhook(
    { ...contextAt(db, new Date(event.event_timestamp * 1000)), actor: { kind: "webhook", provider: "elevenlabs" } },
    {
      signature: signWebhook({ secret, timestampSeconds: event.event_timestamp, rawBody }),
      contentEncoding: null,
      contentLength: String(rawBody.byteLength),
      place: null,
      body: new Blob([rawBody]).stream(),
    },
    { secrets: [secret], ageSecondsMax: 60, limits, storage, intake },
  );
}

async function buyCredits({ owner, tenant }: HistoryTarget, credits: number, at: Date): Promise<void> {
  const reference = `demo_${at.getTime()}`;
  await owner.query(
    `INSERT INTO credit_transactions (user_id, type, amount, description, stripe_payment_id, occurred_at)
     SELECT $1, 'purchase', $2, format('%s credits bought', $2::integer), $3::text, $4
     WHERE NOT EXISTS (SELECT FROM credit_transactions WHERE user_id = $1 AND stripe_payment_id = $3::text)`,
    [tenant.id, credits, reference, at],
  );
}

/** History happens in its own time: a signature is as fresh as its event. */
function contextAt(db: Database, moment: Date): Context<ProcessActor> {
  return { actor: { kind: "job", name: "demo" }, db, clock: { now: () => moment }, requestId: "demo" };
}

function dayOf(tenant: DemoTenant, day: number): Date {
  return new Date(tenant.firstDay.getTime() + day * dayMs);
}
