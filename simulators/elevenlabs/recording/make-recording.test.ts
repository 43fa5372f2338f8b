import { describe, expect, test } from "vitest";
import { DEMO_AGENTS } from "../demo-agents";
import { generateConversation } from "../generate-conversation";
import { makeRecording } from "./make-recording";

const conversations = [3, 4, 11, 2291].map((seed) => {
  const [agent] = DEMO_AGENTS;
  if (!agent) throw new Error("There are no demo agents.");
  const event = generateConversation({
    agent,
    seed,
    startedAt: new Date("2026-10-01T09:00:00Z"),
    direction: "inbound",
  });
  if (event.type !== "post_call_transcription") throw new Error("Expected a conversation.");
  return event.data;
});

describe("a recording", () => {
  test("is MPEG-2 Layer III at 16 kHz, frame after frame to its last byte", async () => {
    for (const conversation of conversations) {
      const bytes = await makeRecording(conversation);
      const offsets = Array.from({ length: bytes.length / 108 }, (_, index) => index * 108);
      const isFrame = (offset: number) => {
        const rates = bytes.readUInt8(offset + 2);
        return bytes.readUInt16BE(offset) === 0xfff3 && rates >> 4 === 3 && ((rates >> 2) & 3) === 2;
      };
      expect(offsets.filter((offset) => !isFrame(offset))).toEqual([]);
      expect(bytes.length % 108).toBe(0);
    }
  });

  test("is as long as the call", async () => {
    for (const conversation of conversations) {
      const seconds = ((await makeRecording(conversation)).length / 108) * 0.036;
      expect(Math.abs(seconds - conversation.metadata.call_duration_secs)).toBeLessThan(0.04);
    }
  });

  test("starts with a frame that needs none before it", async () => {
    for (const conversation of conversations) {
      const bytes = await makeRecording(conversation);
      expect(bytes.readUInt8(4)).toBe(0);
    }
  });

  test("is the same each time and different for different calls", async () => {
    const [first, second] = conversations;
    if (!first || !second) throw new Error("Expected two conversations.");
    expect((await makeRecording(first)).equals(await makeRecording(first))).toBe(true);
    expect((await makeRecording(first)).equals(await makeRecording(second))).toBe(false);
  });
});
