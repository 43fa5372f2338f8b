import { expect, test } from "vitest";
import { encodeSegment } from "@/simulators/elevenlabs/recording/encode-segment";
import { mp3Loudness } from "./mp3-loudness";

/** Like a voice it has all frequencies, and the same numbers each time. */
const noise = (seconds: number, height: number) =>
  Array.from({ length: seconds * 16_000 }, (_, n) => Math.round(Math.sin(n * n * 12.9898) * height));
const recording = (...pieces: [seconds: number, height: number][]) => {
  const samples = pieces.flatMap(([seconds, height]) => noise(seconds, height));
  return encodeSegment(Int16Array.from(samples));
};
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

test("loud, quiet and silent parts are distinguished, each at its position", () => {
  const bars = mp3Loudness(recording([2, 12_000], [2, 0], [2, 900]), 30) ?? [];
  expect(bars).toHaveLength(30);
  const [loud, silent, quiet] = [bars.slice(1, 9), bars.slice(12, 19), bars.slice(22, 29)].map(mean);
  expect(loud).toBeGreaterThan(80);
  expect(silent).toBeLessThan(5);
  expect(quiet).toBeGreaterThan(10);
  expect(quiet).toBeLessThan(Number(loud) - 10);
});

test("tags before the sound and damage within it do not stop it", () => {
  const sound = recording([1, 8_000]);
  const tag = Buffer.concat([Buffer.from("ID3\x04\0\0\0\0\x01\0", "latin1"), Buffer.alloc(128, 0xff)]);
  const damaged = Buffer.concat([tag, sound.subarray(0, 900), Buffer.alloc(333, 7), sound.subarray(900)]);
  expect(mean(mp3Loudness(damaged, 10) ?? [])).toBeGreaterThan(50);
});

test("what is no recording has none, and is not read to its end", () => {
  for (const bytes of [Buffer.alloc(0), Buffer.from("RIFF"), Buffer.alloc(300_000), Buffer.alloc(300_000, 0xff)])
    expect(mp3Loudness(bytes, 10)).toBeNull();
});
