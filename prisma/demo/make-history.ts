import { tmpdir } from "node:os";
import path from "node:path";
import type pg from "pg";
import type { Context, ProcessActor } from "@/lib/access/context";
import { indexCalls } from "@/lib/calls/search/index-calls";
import type { Database } from "@/lib/db/database";
import { signWebhook } from "@/lib/elevenlabs/sign-webhook";
import { createIntake, type Intake } from "@/lib/ingest/intake/create-intake";
import { receiveWebhook } from "@/lib/ingest/intake/receive-webhook";
import { processBatch } from "@/lib/ingest/process-batch";
import { processPendingEvents } from "@/lib/ingest/process-pending-events";
import type { Storage } from "@/lib/storage/storage";
import type { CallRequest } from "@/simulators/elevenlabs/call-types";
import { DEMO_AGENTS } from "@/simulators/elevenlabs/demo-agents";
import { generateConversation } from "@/simulators/elevenlabs/generate-conversation";
import type { CallEvent } from "@/simulators/elevenlabs/payload-types";
import { planCalls } from "@/simulators/elevenlabs/plan-calls";
import { pythonJson } from "@/simulators/elevenlabs/python-json";
import { type DemoTenant, demoDays, demoTimezone } from "./ensure-demo-accounts";

const dayMs = 86_400_000;
const planSeed = 20_260_301;
const secret = "signs-demo-data-in-this-process-only";
const limits = { eventBytesMax: 8 * 1024 * 1024, audioBytesMax: 8 * 1024 * 1024 };
const storedAtOnce = 6;
const eventsAtOnce = 250;

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
  const { rowCount } = await owner.query("SELECT FROM calls WHERE elevenlabs_conversation_id = $1", [
    generateConversation(last).data.conversation_id,
  ]);
  return rowCount === 1;
}

/** Sends each period's calls through ingestion, after the purchase that paid for them, so that the ledger runs in the order of the calls. */
export async function makeHistory(target: HistoryTarget): Promise<void> {
  const events = eventsOf(target.tenant);
  const last = events.pop();
  const spoolFolder = path.join(tmpdir(), "callwright-demo-spool");
  const receiver = {
    ...target,
    intake: createIntake({ db: target.db, spoolFolder, bodyBytesMax: limits.audioBytesMax }),
  };
  for (const [index, purchase] of purchases.entries()) {
    const from = dayOf(target.tenant, purchase.day);
    const next = purchases[index + 1];
    const to = next ? dayOf(target.tenant, next.day) : null;
    await buyCredits(target, purchase.credits, from);
    const period = events.filter(({ endedAt }) => endedAt >= from && (!to || endedAt < to));
    for (let first = 0; first < period.length; first += eventsAtOnce)
      await book(receiver, period.slice(first, first + eventsAtOnce));
  }
  if (last) await book(receiver, [last]);
  // Anyone who looks at the demo searches in it at once.
  await indexCalls(target);
}

/** The oldest first. */
function planOf(tenant: DemoTenant): CallRequest[] {
  const to = dayOf(tenant, demoDays);
  return [...planCalls({ seed: planSeed, from: tenant.firstDay, to, timezone: demoTimezone, agents: DEMO_AGENTS })];
}

type TimedEvent = { event: CallEvent; startedAt: Date; endedAt: Date };

/** What the provider sends of the history's calls, by the calls' ends. Nobody else is still talking when the newest call begins. */
function eventsOf(tenant: DemoTenant): TimedEvent[] {
  const events = planOf(tenant).map((call) => timed(call, generateConversation(call)));
  const newest = events.at(-1);
  return events
    .filter((each) => each === newest || !newest || each.endedAt < newest.startedAt)
    .sort((a, b) => a.endedAt.getTime() - b.endedAt.getTime());
}

function timed({ startedAt }: CallRequest, event: CallEvent): TimedEvent {
  const seconds =
    event.type === "post_call_transcription"
      ? event.data.metadata.start_time_unix_secs + event.data.metadata.call_duration_secs
      : event.event_timestamp;
  return { event, startedAt, endedAt: new Date(seconds * 1000) };
}

/** Receives some events and books them in one lane: two would charge the later of two batches first. */
async function book(target: Receiver, events: readonly TimedEvent[]): Promise<void> {
  const waiting = [...events];
  await Promise.all(Array.from({ length: storedAtOnce }, () => drain(target, waiting)));
  const ctx = contextAt(target.db, events.at(-1)?.endedAt ?? target.tenant.firstDay);
  while ((await processBatch(ctx, { eventsMax: eventsAtOnce }, target.storage)) > 0);
  await processPendingEvents(ctx, target.storage);
}

async function drain(target: Receiver, events: TimedEvent[]): Promise<void> {
  for (let next = events.shift(); next; next = events.shift()) await receive(target, next);
}

async function receive({ db, storage, intake }: Receiver, { event }: TimedEvent): Promise<void> {
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
