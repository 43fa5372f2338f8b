import fc from "fast-check";
import { expect, test } from "vitest";
import type { CallDirection, CallKind } from "./call-types";
import { decodeConversationId, encodeConversationId } from "./conversation-id";

const kinds: CallKind[] = ["conversation", "voicemail", "no_speech", "initiation_failure"];
const directions: CallDirection[] = ["inbound", "outbound", "widget"];

const keys = fc.record({
  seed: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  scenarioCode: fc.integer({ min: 1, max: 15 }),
  kind: fc.constantFrom(...kinds),
  direction: fc.constantFrom(...directions),
  startedAtSeconds: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
  callerIndex: fc.integer({ min: 0, max: 32_767 }),
  agentHash: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});

test("a conversation's id gives back what the conversation is made from", () => {
  fc.assert(
    fc.property(keys, (key) => {
      const id = encodeConversationId(key);
      expect(id).toMatch(/^conv_[0-9a-z]{28}$/);
      expect(decodeConversationId(id)).toEqual(key);
    }),
  );
});

test("an id with one character changed is not understood, save one time in a thousand", () => {
  let understood = 0;
  fc.assert(
    fc.property(keys, fc.integer({ min: 5, max: 30 }), (key, at) => {
      const id = encodeConversationId(key);
      const changed = `${id.slice(0, at)}${id[at] === "0" ? "1" : "0"}${id.slice(at + 1)}`;
      if (decodeConversationId(changed)) understood += 1;
    }),
    { numRuns: 500 },
  );
  expect(understood).toBeLessThan(8);
});
