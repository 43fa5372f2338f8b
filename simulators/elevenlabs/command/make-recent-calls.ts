import { callAgent } from "../call-agent";
import type { CallDirection, CallRequest } from "../call-types";
import { createRandom, type Random, seedFrom } from "../create-random";
import { DEMO_AGENTS } from "../demo-agents";
import { generateConversation, pickCallerIndex } from "../generate-conversation";
import type { CallEvent } from "../payload-types";

interface RecentCalls {
  seed: number;
  count: number;
  /** Empty for the demo agents. */
  agentIds: readonly string[];
  /** Share of calls that nobody answers, 0 to 1. */
  failures: number;
  startedWithinMinutes: number;
  now: Date;
}

const DIRECTIONS: Readonly<Record<CallDirection, number>> = { inbound: 60, outbound: 25, widget: 15 };

/** Calls that all began within the last minutes and have been analysed by now, oldest first. */
export function makeRecentCalls(recent: RecentCalls): CallEvent[] {
  const random = createRandom(seedFrom("recent", recent.seed));
  const agentIds = recent.agentIds.length > 0 ? recent.agentIds : DEMO_AGENTS.map((agent) => agent.agentId);
  const calls = Array.from({ length: recent.count }, () => makeCall(random, recent, agentIds));
  return calls.sort((a, b) => a.event_timestamp - b.event_timestamp);
}

function makeCall(random: Random, recent: RecentCalls, agentIds: readonly string[]): CallEvent {
  const isFailure = random.chance(recent.failures);
  const request: CallRequest = {
    agent: callAgent(random.pick(agentIds)),
    seed: random.integer(0, 2 ** 32 - 1),
    startedAt: recent.now,
    direction: isFailure ? "outbound" : random.weighted(DIRECTIONS),
    kind: isFailure ? "initiation_failure" : random.weighted({ conversation: 94, no_speech: 3, voicemail: 0 }),
    callerIndex: pickCallerIndex(random),
  };
  const nowMs = recent.now.getTime();
  const agoMs = random.next() * recent.startedWithinMinutes * 60_000;
  const lengthMs = generateConversation(request).event_timestamp * 1000 - nowMs;
  const startedMs = Math.min(nowMs - agoMs, nowMs - lengthMs - 1000);
  const earliestMs = Math.max(startedMs, nowMs - recent.startedWithinMinutes * 60_000);
  return generateConversation({ ...request, startedAt: new Date(earliestMs) });
}
