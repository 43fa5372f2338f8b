import type { Random } from "../create-random";
import { makeProviderId } from "../make-provider-id";
import type { CallEvent } from "../payload-types";
import { pythonJson } from "../python-json";
import { makeRecording } from "../recording/make-recording";
import type { Delivery, DeliverySwitches } from "./delivery-types";

const UNKNOWN_TYPES = ["answering_machine_detection", "unredacted_transcript", "voice_removed", "agent_qa"] as const;

/** The webhooks of some calls, in the order in which they are sent, with whatever disorder the switches ask for. */
export function prepareDeliveries(
  random: Random,
  calls: readonly CallEvent[],
  switches: DeliverySwitches = {},
): Delivery[] {
  const deliveries = calls.flatMap((call) => [
    deliverCall(random, call, switches),
    ...(switches.audio ? deliverRecording(call) : []),
    ...(random.chance(switches.unknown ?? 0) ? [deliverUnknown(random, call)] : []),
  ]);
  const repeated = deliveries.flatMap((delivery) =>
    random.chance(switches.duplicates ?? 0) ? [delivery, delivery] : [delivery],
  );
  const ordered = switches.shuffle ? random.sample(repeated, repeated.length) : repeated;
  const delaySecondsMax = switches.delaySecondsMax ?? 0;
  return ordered.map((delivery) => ({ ...delivery, delaySeconds: random.next() * delaySecondsMax }));
}

function deliverCall(random: Random, call: CallEvent, switches: DeliverySwitches): Delivery {
  const { conversation_id: conversationId, ...rest } = call.data;
  const data: Record<string, unknown> = random.chance(switches.missingConversationId ?? 0)
    ? rest
    : { ...rest, conversation_id: conversationId };
  if ("analysis" in data && random.chance(switches.missingAnalysis ?? 0)) data.analysis = null;
  if (random.chance(switches.unknownKeys ?? 0))
    data.experimental_insights = { version: 1, scores: [0.2, null], mood: "é" };
  return deliver(call.type, call, async () => pythonJson({ ...call, data }), false);
}

function deliverRecording(call: CallEvent): Delivery[] {
  if (call.type !== "post_call_transcription" || !call.data.has_audio) return [];
  const { data } = call;
  const writeBody = async () => {
    const recording = await makeRecording(data);
    return pythonJson({
      type: "post_call_audio",
      event_timestamp: call.event_timestamp + 8,
      data: {
        agent_id: data.agent_id,
        conversation_id: data.conversation_id,
        full_audio: recording.toString("base64"),
      },
    });
  };
  return [deliver("post_call_audio", call, writeBody, true)];
}

function deliverUnknown(random: Random, call: CallEvent): Delivery {
  const type = random.pick(UNKNOWN_TYPES);
  const data = { agent_id: call.data.agent_id, reference: makeProviderId("ref", call.data.conversation_id) };
  return deliver(type, null, async () => pythonJson({ type, event_timestamp: call.event_timestamp, data }), false);
}

function deliver(type: string, call: CallEvent | null, rawBody: Delivery["rawBody"], isChunked: boolean): Delivery {
  return { type, conversationId: call?.data.conversation_id ?? null, rawBody, isChunked, delaySeconds: 0, call };
}
