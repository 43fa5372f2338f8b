import { callAgent } from "../call-agent";
import type { CallRequest, SimulatedAgent } from "../call-types";
import { decodeConversationId } from "../conversation-id";
import { seedFrom } from "../create-random";
import { generateConversation } from "../generate-conversation";
import type { ConversationPayload } from "../payload-types";
import { SCENARIOS } from "../scenarios/all-scenarios";
import type { World } from "./create-world";

/**
 * The conversation with this id, made again from the id itself. Null for ids that no simulated call has and for deleted
 * conversations. The agent stays nameless when this stand-in does not know it.
 */
export function findConversation(world: World, conversationId: string): ConversationPayload | null {
  const request = readRequest(world, conversationId);
  if (!request) return null;
  const call = generateConversation(request);
  if (call.type === "post_call_transcription") return call.data;
  const silent = generateConversation({ ...request, kind: "no_speech" });
  return silent.type === "post_call_transcription" ? neverBegan(silent.data) : null;
}

/** What is left of a call that nobody took. */
function neverBegan(conversation: ConversationPayload): ConversationPayload {
  return {
    ...conversation,
    status: "failed",
    has_audio: false,
    has_user_audio: false,
    has_response_audio: false,
    transcript: [],
    analysis: null,
    metadata: {
      ...conversation.metadata,
      accepted_time_unix_secs: null,
      call_duration_secs: 0,
      cost: 0,
      cost_fiat: 0,
      termination_reason: "",
      error: null,
    },
  };
}

function readRequest(world: World, conversationId: string): CallRequest | null {
  if (world.deletedConversationIds.has(conversationId)) return null;
  const key = decodeConversationId(conversationId);
  const scenario = Object.values(SCENARIOS).find(({ code }) => code === key?.scenarioCode);
  if (!key || !scenario) return null;

  const known = [...world.agents.values()].find((agent) => seedFrom(agent.agent_id) === key.agentHash);
  const unknown: SimulatedAgent = { agentId: "agent_unknown", name: "Unknown agent", scenario: scenario.id };
  const agent = known ? callAgent(known.agent_id, known.name) : unknown;
  const outbound = world.outbound.get(conversationId);
  const { seed, kind, direction, callerIndex } = key;
  return {
    agent: { ...agent, agentNumber: agentNumber(world, agent.agentId) ?? agent.agentNumber },
    seed,
    kind,
    direction,
    callerIndex,
    startedAt: new Date(key.startedAtSeconds * 1000),
    callerNumber: outbound?.callerNumber,
    initiation: { conversationId, userId: outbound?.userId, dynamicVariables: outbound?.dynamicVariables },
  };
}

/** The number that is assigned to an agent. */
export function agentNumber(world: World, agentId: string): string | undefined {
  return [...world.phoneNumbers.values()].find((number) => number.agent_id === agentId)?.phone_number;
}
