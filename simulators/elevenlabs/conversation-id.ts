import type { CallDirection, CallKind } from "./call-types";
import { seedFrom } from "./create-random";

const KINDS: readonly CallKind[] = ["conversation", "voicemail", "no_speech", "initiation_failure"];
const DIRECTIONS: readonly CallDirection[] = ["inbound", "outbound", "widget"];
const DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

/** What a simulated conversation is made from, so that its id alone brings it back after a restart. */
export interface ConversationKey {
  seed: number;
  scenarioCode: number;
  kind: CallKind;
  direction: CallDirection;
  startedAtSeconds: number;
  callerIndex: number;
  /** Which agent it was: `seedFrom(agentId)`. */
  agentHash: number;
}

/** `conv_` and 28 characters of base 32: seed 7, flags 2, start 7, caller 3, agent 7, check 2. */
export function encodeConversationId(key: ConversationKey): string {
  const flags = key.scenarioCode * 16 + KINDS.indexOf(key.kind) * 4 + DIRECTIONS.indexOf(key.direction);
  const body =
    digits(key.seed >>> 0, 7) +
    digits(flags, 2) +
    digits(key.startedAtSeconds, 7) +
    digits(key.callerIndex, 3) +
    digits(key.agentHash >>> 0, 7);
  return `conv_${body}${checkDigits(body)}`;
}

/** Null for ids that this simulator did not make. */
export function decodeConversationId(conversationId: string): ConversationKey | null {
  const body = /^conv_([0-9a-hjkmnp-tv-z]{26})([0-9a-hjkmnp-tv-z]{2})$/.exec(conversationId);
  const [, text = "", check] = body ?? [];
  if (!body || check !== checkDigits(text)) return null;

  const flags = number(text.slice(7, 9));
  const kind = KINDS[(flags >> 2) & 3];
  const direction = DIRECTIONS[flags & 3];
  if (!kind || !direction) return null;
  return {
    seed: number(text.slice(0, 7)),
    scenarioCode: flags >> 4,
    kind,
    direction,
    startedAtSeconds: number(text.slice(9, 16)),
    callerIndex: number(text.slice(16, 19)),
    agentHash: number(text.slice(19, 26)),
  };
}

function checkDigits(body: string): string {
  return digits(seedFrom("conversation", body) % 1024, 2);
}

function digits(value: number, length: number): string {
  let rest = value;
  let text = "";
  while (text.length < length) {
    text = `${DIGITS[rest % 32]}${text}`;
    rest = Math.floor(rest / 32);
  }
  return text;
}

function number(text: string): number {
  return [...text].reduce((value, digit) => value * 32 + DIGITS.indexOf(digit), 0);
}
