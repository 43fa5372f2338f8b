import type { AudioEvent, EventHead } from "./projection";

/** Reads the recording of a call, which may arrive before its transcript. */
export function readAudio({ conversationId, agentId, eventAt, data }: EventHead): AudioEvent {
  const audioBase64 = typeof data.full_audio === "string" && data.full_audio !== "" ? data.full_audio : null;
  return { kind: "audio", type: "post_call_audio", eventAt, conversationId, agentId, audioBase64 };
}
