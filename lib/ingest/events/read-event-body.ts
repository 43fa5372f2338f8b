import { cleanText } from "./clean-text";
import { isKnownType, readers } from "./handlers";
import { integerOf, isJsonObject, type JsonObject, objectOf } from "./json-access";
import { type EventHead, type ProjectedEvent, QuarantineError } from "./projection";

const idCharactersMax = 128;
const unixSecondsMax = 253_402_300_799;

/**
 * Reads the raw bytes of a provider's event.
 * @param sha256 the body's digest; orders events of the same second.
 * @throws QuarantineError when the bytes are no event, or name no conversation or agent.
 */
export function readEventBody(rawBody: Uint8Array, sha256: Uint8Array, receivedAt: Date): ProjectedEvent {
  const envelope = parseEnvelope(rawBody);
  const type = cleanText(envelope.type, 64);
  const eventSeconds = integerOf(envelope.event_timestamp, 0, unixSecondsMax);
  const eventAt = eventSeconds === null ? receivedAt : new Date(eventSeconds * 1000);
  if (!isKnownType(type)) return { kind: "unsupported", type, eventAt };
  const data = objectOf(envelope.data);
  const head: EventHead = { type, eventAt, data, ...identify(data), versionOf: versionFrom(eventAt, sha256) };
  return readers[type](head);
}

function parseEnvelope(rawBody: Uint8Array): JsonObject {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(rawBody);
  } catch {
    throw new QuarantineError("invalid_utf8", "The body is not UTF-8.");
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new QuarantineError("not_json", "The body is not JSON.");
  }
  if (!isJsonObject(value)) throw new QuarantineError("not_an_event", "The body is JSON, but not an object.");
  return value;
}

/** The provider once left the id out of the event itself for hours; its own variables still had it. */
function identify(data: JsonObject): { conversationId: string; agentId: string } {
  const variables = objectOf(objectOf(data.conversation_initiation_client_data).dynamic_variables);
  const conversationId = idOf(data.conversation_id) ?? idOf(variables.system__conversation_id);
  if (conversationId === null) throw new QuarantineError("missing_conversation_id", "The event names no conversation.");
  const agentId = idOf(data.agent_id) ?? idOf(variables.system__agent_id);
  if (agentId === null) throw new QuarantineError("missing_agent_id", "The event names no agent.");
  return { conversationId, agentId };
}

function idOf(value: unknown): string | null {
  const id = cleanText(value);
  return id !== null && id.length <= idCharactersMax ? id : null;
}

function versionFrom(eventAt: Date, sha256: Uint8Array): (rank: number) => string {
  const seconds = String(Math.floor(eventAt.getTime() / 1000)).padStart(12, "0");
  const digest = Buffer.from(sha256).toString("hex").slice(0, 16);
  return (rank) => `${rank}:${seconds}:${digest}`;
}
