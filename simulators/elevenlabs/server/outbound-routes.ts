import { randomInt } from "node:crypto";
import { z } from "zod";
import { callAgent } from "../call-agent";
import type { CallKind, CallRequest } from "../call-types";
import { encodeConversationId } from "../conversation-id";
import { createRandom, seedFrom } from "../create-random";
import { pickCallerIndex } from "../generate-conversation";
import { characters, makeTwilioSid } from "../make-provider-id";
import { SCENARIOS } from "../scenarios/all-scenarios";
import { notFound } from "./api-fault";
import { type ApiRequest, parseBody, type Routes, type Simulation } from "./route-types";

const OutboundCall = z.object({
  agent_id: z.string(),
  agent_phone_number_id: z.string(),
  to_number: z.string(),
  conversation_initiation_client_data: z
    .object({ user_id: z.string().nullish(), dynamic_variables: z.record(z.string(), z.unknown()).nullish() })
    .nullish(),
});

export const outboundRoutes: Routes = {
  "POST /v1/convai/twilio/outbound-call": (simulation, request) => {
    const id = placeCall(simulation, request, "twilio");
    if (id === null) return { ...REFUSAL, conversation_id: null, callSid: null };
    return { success: true, message: "Success", conversation_id: id, callSid: makeTwilioSid("CA", id) };
  },
  "POST /v1/convai/sip-trunk/outbound-call": (simulation, request) => {
    const id = placeCall(simulation, request, "sip_trunk");
    if (id === null) return { ...REFUSAL, conversation_id: null, sip_call_id: null };
    const sipCallId = `SCL_${characters("ABCDEFGHJKLMNPQRSTUVWXYZ23456789", 12, id)}`;
    return { success: true, message: "Success", conversation_id: id, sip_call_id: sipCallId };
  },
};

/** A number that cannot be dialled is refused with status 200 and without ids. */
const REFUSAL = { success: false, message: "The number is not a valid phone number." };

/** How the people who are called react. */
const KINDS: Readonly<Record<CallKind, number>> = {
  conversation: 62,
  voicemail: 13,
  no_speech: 3,
  initiation_failure: 22,
};

function placeCall({ world, dial }: Simulation, { body }: ApiRequest, provider: string): string | null {
  const order = parseBody(OutboundCall, body);
  const number = world.phoneNumbers.get(order.agent_phone_number_id);
  if (!number || number.provider !== provider) throw notFound("phone_number", order.agent_phone_number_id);
  const record = world.agents.get(order.agent_id);
  if (!record) throw notFound("agent", order.agent_id);
  if (!/^\+[1-9]\d{6,14}$/.test(order.to_number)) return null;

  const seed = randomInt(2 ** 32);
  const random = createRandom(seedFrom("dialled", seed));
  const agent = { ...callAgent(record.agent_id, record.name), agentNumber: number.phone_number };
  const kind = random.weighted(KINDS);
  const callerIndex = pickCallerIndex(random);
  const startedAtSeconds = Math.floor(Date.now() / 1000);
  const conversationId = encodeConversationId({
    seed,
    scenarioCode: SCENARIOS[agent.scenario].code,
    kind,
    direction: "outbound",
    startedAtSeconds,
    callerIndex,
    agentHash: seedFrom(agent.agentId),
  });
  const given = order.conversation_initiation_client_data;
  const userId = given?.user_id ?? null;
  const dynamicVariables = given?.dynamic_variables ?? {};
  const callerNumber = order.to_number;
  world.outbound.set(conversationId, { agentId: agent.agentId, callerNumber, userId, dynamicVariables });
  world.conversationIds.add(conversationId);
  world.save();

  const startedAt = new Date(startedAtSeconds * 1000);
  const initiation = { conversationId, userId, dynamicVariables };
  const request: CallRequest = {
    agent,
    seed,
    kind,
    direction: "outbound",
    callerIndex,
    startedAt,
    callerNumber,
    initiation,
  };
  dial(request);
  return conversationId;
}
