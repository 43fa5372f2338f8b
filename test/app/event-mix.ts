import { createHash } from "node:crypto";
import type { SimulatedAgent } from "@/simulators/elevenlabs/call-types";
import { createRandom } from "@/simulators/elevenlabs/create-random";
import { generateConversation } from "@/simulators/elevenlabs/generate-conversation";
import type { CallEvent } from "@/simulators/elevenlabs/payload-types";
import { pythonJson } from "@/simulators/elevenlabs/python-json";

const failures = 50;
const recordings = 50;
const unknown = 50;

export type EventMix = {
  /** Distinct events. */
  bodies: Buffer[];
  /** The same events and repetitions of some, in any order. */
  deliveries: Buffer[];
  /** What has to come of them; credits at one for each started minute. */
  expected: Record<"calls" | "transcripts" | "leads" | "outcomes" | "charges" | "credits" | "recordings", number>;
  /** The recordings' bytes by conversation. */
  audio: ReadonlyMap<string, Buffer>;
  unknown: number;
};

/** `count` events of every kind: 5 % each of calls that never began, recordings, and types that nobody knows yet. */
export function mixEvents(count: number, repeatedShare: number, agents: readonly SimulatedAgent[]): EventMix {
  const random = createRandom(20_261_122);
  const conversations = makeConversations(count - failures - recordings - unknown, agents);
  const failed = agents.flatMap((agent, index) => makeFailures(agent, failures / agents.length, index));
  const audio = new Map(
    conversations
      .slice(0, recordings)
      .map((call, index) => [call.data.conversation_id, createHash("sha512").update(String(index)).digest()]),
  );
  const bodies = [
    ...conversations,
    ...failed,
    ...conversations.slice(0, recordings).map((call) => ({
      type: "post_call_audio",
      event_timestamp: call.event_timestamp + 8,
      data: {
        agent_id: call.data.agent_id,
        conversation_id: call.data.conversation_id,
        full_audio: audio.get(call.data.conversation_id)?.toString("base64"),
      },
    })),
    ...Array.from({ length: unknown }, (_, index) => ({ type: "agent_qa", event_timestamp: 1_791_023_593 + index })),
  ].map((event) => Buffer.from(pythonJson(event)));
  const deliveries = [...bodies, ...random.sample(bodies, Math.round(bodies.length * repeatedShare))];
  const minutes = conversations.map((call) => Math.ceil(secondsOf(call) / 60));
  return {
    bodies,
    deliveries: random.sample(deliveries, deliveries.length),
    expected: {
      calls: conversations.length + failed.length,
      transcripts: conversations.filter(hasWords).length,
      leads: conversations.filter(bringsLead).length,
      outcomes: conversations.length + failed.length,
      charges: minutes.filter((count) => count > 0).length,
      credits: minutes.reduce((sum, count) => sum + count, 0),
      recordings: audio.size,
    },
    audio,
    unknown,
  };
}

const agentOf = (agents: readonly SimulatedAgent[], index: number): SimulatedAgent => {
  const agent = agents[index % agents.length];
  if (!agent) throw new Error("Events need an agent");
  return agent;
};

function makeConversations(count: number, agents: readonly SimulatedAgent[]): CallEvent[] {
  const startedAt = Date.UTC(2026, 9, 5, 8);
  return Array.from({ length: count }, (_, index) =>
    generateConversation({
      agent: agentOf(agents, index),
      seed: 1_000 + index,
      startedAt: new Date(startedAt + index * 600_000),
      direction: (["inbound", "outbound", "widget"] as const)[index % 3] ?? "inbound",
      kind: index % 20 === 1 ? "voicemail" : "conversation",
    }),
  );
}

function makeFailures(agent: SimulatedAgent, count: number, agentIndex: number): CallEvent[] {
  return Array.from({ length: count }, (_, index) =>
    generateConversation({
      agent,
      seed: 900_000 + agentIndex * 1_000 + index,
      startedAt: new Date(Date.UTC(2026, 9, 6, 9, index)),
      direction: "outbound",
      kind: "initiation_failure",
    }),
  );
}

function secondsOf(call: CallEvent): number {
  return call.type === "post_call_transcription" ? call.data.metadata.call_duration_secs : 0;
}

function hasWords(call: CallEvent): boolean {
  return call.type === "post_call_transcription" && call.data.transcript.some((turn) => turn.message);
}

/** A lead is a call of which a score, an interest or the person's details are known. */
function bringsLead(call: CallEvent): boolean {
  if (call.type !== "post_call_transcription" || call.data.analysis === null) return false;
  return Object.entries(call.data.analysis.data_collection_results).some(([id, { value }]) => {
    if (/^(intent|urgency|budget|fit|engagement)_score$/.test(id)) return value !== null;
    if (id.startsWith("cta_")) return value === true;
    return ["lead_name", "lead_email", "company_name"].includes(id) && value !== null;
  });
}
