import { tzOffset } from "@date-fns/tz";
import type { CallDirection, CallKind, CallRequest, SimulatedAgent } from "./call-types";
import { createRandom, type Random, seedFrom } from "./create-random";
import { pickCallerIndex } from "./generate-conversation";

export interface PlannedAgent extends SimulatedAgent {
  /** On an ordinary Wednesday at the end of the plan. */
  callsPerWeekday: number;
  /** 0 to 1. */
  outboundShare: number;
  /** 0 to 1. */
  widgetShare: number;
}

interface CallCalendar {
  seed: number;
  from: Date;
  /** Exclusive. */
  to: Date;
  /** IANA zone whose business hours count. */
  timezone: string;
  agents: readonly PlannedAgent[];
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const GROWTH_PER_WEEK = 1.012;
const WEEKDAY_SHARES = [0.12, 1.1, 1.08, 1, 1.02, 0.86, 0.34];
const HOLIDAYS = new Set(["01-01", "05-01", "12-24", "12-25", "12-26", "12-31"]);
const HOLIDAY_SHARE = 0.15;

/** Relative number of calls in each local hour from midnight. */
const HOUR_SHARES: Readonly<Record<CallDirection, readonly number[]>> = {
  inbound: [1, 0, 0, 0, 0, 1, 3, 10, 34, 62, 78, 74, 46, 52, 70, 72, 60, 38, 20, 12, 8, 5, 3, 1],
  outbound: [0, 0, 0, 0, 0, 0, 0, 0, 6, 60, 84, 80, 38, 44, 76, 74, 58, 22, 4, 0, 0, 0, 0, 0],
  widget: [6, 3, 1, 1, 1, 2, 5, 12, 26, 38, 44, 46, 44, 42, 44, 46, 44, 42, 44, 50, 54, 48, 30, 14],
};

const KINDS: Readonly<Record<CallDirection, Readonly<Record<CallKind, number>>>> = {
  inbound: { conversation: 95, voicemail: 0, no_speech: 5, initiation_failure: 0 },
  outbound: { conversation: 60, voicemail: 14, no_speech: 3, initiation_failure: 23 },
  widget: { conversation: 92, voicemail: 0, no_speech: 8, initiation_failure: 0 },
};

/**
 * The calls of a time span, oldest first: busy mornings and early afternoons, quiet weekends and holidays, slow growth
 * towards the end. Each is a request for `generateConversation`.
 */
export function* planCalls(calendar: CallCalendar): Generator<CallRequest> {
  const { from, to, timezone, agents } = calendar;
  const firstDay = localDay(from, timezone);
  const lastDay = localDay(to, timezone);
  for (let day = firstDay; day <= lastDay; day += 1) {
    const calls = agents.flatMap((agent) => planDay(calendar, agent, day));
    calls.sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime());
    for (const call of calls) {
      if (call.startedAt >= from && call.startedAt < to) yield call;
    }
  }
}

function planDay({ seed, to, timezone }: CallCalendar, agent: PlannedAgent, day: number): CallRequest[] {
  const random = createRandom(seedFrom(seed, agent.agentId, day));
  const noon = new Date(day * DAY_MS + DAY_MS / 2);
  const localMidnightMs = day * DAY_MS - tzOffset(timezone, noon) * MINUTE_MS;
  const expected = agent.callsPerWeekday * shareOfDay(noon, to) * (0.8 + random.next() * 0.4);
  const count = Math.floor(expected + random.next());
  return Array.from({ length: count }, () => planCall(random, agent, localMidnightMs, noon.getUTCDay()));
}

function planCall(random: Random, agent: PlannedAgent, localMidnightMs: number, weekday: number): CallRequest {
  const isWeekend = weekday === 0 || weekday === 6;
  const direction = random.weighted({
    outbound: isWeekend ? 0 : agent.outboundShare,
    widget: agent.widgetShare,
    inbound: 1 - agent.outboundShare - agent.widgetShare,
  });
  const hours = HOUR_SHARES[direction];
  const hour = Number(random.weighted(Object.fromEntries(hours.map((share, index) => [String(index), share]))));
  return {
    agent,
    seed: random.integer(0, 2 ** 32 - 1),
    startedAt: new Date(localMidnightMs + (hour * 3600 + random.integer(0, 3599)) * 1000),
    direction,
    kind: random.weighted(KINDS[direction]),
    callerIndex: pickCallerIndex(random),
  };
}

function shareOfDay(noon: Date, to: Date): number {
  const weeksBeforeEnd = (to.getTime() - noon.getTime()) / (7 * DAY_MS);
  const weekday = WEEKDAY_SHARES[noon.getUTCDay()] ?? 1;
  const holiday = HOLIDAYS.has(noon.toISOString().slice(5, 10)) ? HOLIDAY_SHARE : 1;
  return weekday * holiday * GROWTH_PER_WEEK ** -Math.max(0, weeksBeforeEnd);
}

/** Days since 1970 on the zone's own calendar. */
function localDay(moment: Date, timezone: string): number {
  return Math.floor((moment.getTime() + tzOffset(timezone, moment) * MINUTE_MS) / DAY_MS);
}
