import { setImmediate } from "node:timers/promises";
import { createRandom, type Random, seedFrom } from "../create-random";
import type { ConversationPayload } from "../payload-types";
import { encodeSegment, FRAME_BYTES, FRAME_SECONDS } from "./encode-segment";
import { murmur, SAMPLE_RATE_HZ } from "./murmur";

const AGENT_PITCH_HZ = 205;
const CALLER_PITCHES_HZ = [98, 118, 165, 228] as const;
const SEGMENTS_PER_VOICE = 5;
const WORDS_PER_SECOND = 2.6;
const SILENCE = "silence";

/**
 * The conversation's recording: 16 kHz mono MP3 at 24 kbit/s, as long as the call, in which agent and caller murmur at
 * their turns' times. Phrases are encoded once for each voice and strung together, because encoding a long call again
 * takes many seconds. The same conversation gives the same bytes.
 */
export async function makeRecording(conversation: ConversationPayload): Promise<Buffer> {
  const random = createRandom(seedFrom("recording", conversation.conversation_id));
  const callerPitchHz = random.pick(CALLER_PITCHES_HZ);
  const voices = {
    agent: await voiceSegments(AGENT_PITCH_HZ),
    user: await voiceSegments(callerPitchHz),
    [SILENCE]: [await silentSegment()],
  };
  const durationSeconds = conversation.metadata.call_duration_secs;
  const recording = createTape(Math.round(durationSeconds / FRAME_SECONDS));

  for (const { role, from, to } of speakingTimes(conversation)) {
    recording.fill(random, voices[SILENCE], from);
    recording.fill(random, voices[role], to);
  }
  recording.fill(random, voices[SILENCE], durationSeconds);
  return recording.bytes;
}

function speakingTimes({ transcript, metadata }: ConversationPayload) {
  const spoken = transcript.filter((turn) => turn.message !== null);
  return spoken.map((turn, index) => {
    const from = turn.time_in_call_secs;
    const next = spoken[index + 1]?.time_in_call_secs ?? metadata.call_duration_secs;
    const words = turn.message?.split(" ").length ?? 0;
    return { role: turn.role, from, to: Math.min(from + words / WORDS_PER_SECOND, Math.max(from, next - 0.2)) };
  });
}

function createTape(frameCount: number) {
  const bytes = Buffer.alloc(frameCount * FRAME_BYTES);
  let used = 0;
  return {
    bytes,
    /** Strings segments together up to a moment; the last one is cut at a frame. */
    fill(random: Random, segments: readonly Buffer[], untilSeconds: number) {
      const end = Math.min(Math.round(untilSeconds / FRAME_SECONDS) * FRAME_BYTES, bytes.length);
      while (used < end) used += random.pick(segments).copy(bytes, used, 0, end - used);
    },
  };
}

const segmentsByPitch = new Map<number, Promise<Buffer[]>>();
let silence: Promise<Buffer> | undefined;

function voiceSegments(pitchHz: number): Promise<Buffer[]> {
  const known = segmentsByPitch.get(pitchHz);
  if (known) return known;
  const made = encodeVoice(pitchHz);
  segmentsByPitch.set(pitchHz, made);
  return made;
}

/** Lets other work in between two segments. */
async function encodeVoice(pitchHz: number): Promise<Buffer[]> {
  const random = createRandom(pitchHz);
  const segments = [];
  while (segments.length < SEGMENTS_PER_VOICE) {
    await setImmediate();
    segments.push(encodeSegment(murmur(random, pitchHz, 1 + random.next() * 0.9)));
  }
  return segments;
}

async function silentSegment(): Promise<Buffer> {
  silence ??= setImmediate().then(() => encodeSegment(new Int16Array(SAMPLE_RATE_HZ)));
  return silence;
}
