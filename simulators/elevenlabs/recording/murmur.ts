import type { Random } from "../create-random";

export const SAMPLE_RATE_HZ = 16_000;

const HARMONICS = 14;
const LOUDNESS = 9_000;

/** A phrase of speech-like murmur, silent at both ends: syllables with a falling melody and a changing vowel. */
export function murmur(random: Random, pitchHz: number, seconds: number): Int16Array {
  const samples = new Int16Array(Math.round(seconds * SAMPLE_RATE_HZ));
  let position = Math.round(0.04 * SAMPLE_RATE_HZ);
  let phase = 0;
  while (position < samples.length) {
    const syllable = Math.round((0.11 + random.next() * 0.13) * SAMPLE_RATE_HZ);
    const end = Math.min(position + syllable, samples.length - Math.round(0.04 * SAMPLE_RATE_HZ));
    if (end - position < 400) break;
    const fall = 1.12 - 0.24 * (position / samples.length);
    phase = addSyllable(
      samples,
      position,
      end,
      phase,
      pitchHz * fall * (0.94 + random.next() * 0.12),
      pickVowel(random),
    );
    position = end + Math.round((random.chance(0.2) ? 0.09 : 0.015) * SAMPLE_RATE_HZ);
  }
  return samples;
}

/** Two resonances that make a vowel, in hertz. */
type Vowel = readonly [number, number];

const VOWELS: readonly Vowel[] = [
  [730, 1090],
  [530, 1840],
  [270, 2290],
  [570, 840],
  [300, 870],
  [490, 1350],
];

function pickVowel(random: Random): Vowel {
  return random.pick(VOWELS);
}

function addSyllable(
  samples: Int16Array,
  start: number,
  end: number,
  startPhase: number,
  pitchHz: number,
  vowel: Vowel,
): number {
  const amplitudes = Array.from({ length: HARMONICS }, (_, index) => resonance(pitchHz * (index + 1), vowel));
  const total = amplitudes.reduce((sum, amplitude) => sum + amplitude, 0);
  const step = (2 * Math.PI * pitchHz) / SAMPLE_RATE_HZ;
  let phase = startPhase;
  for (let index = start; index < end; index += 1) {
    phase += step;
    let sum = 0;
    for (let harmonic = 0; harmonic < HARMONICS; harmonic += 1) {
      sum += (amplitudes[harmonic] ?? 0) * Math.sin(phase * (harmonic + 1));
    }
    const envelope = Math.sin((Math.PI * (index - start)) / (end - start)) ** 0.7;
    samples[index] = Math.round((sum / total) * envelope * LOUDNESS);
  }
  return phase % (2 * Math.PI);
}

function resonance(frequencyHz: number, [first, second]: Vowel): number {
  const near = (center: number, width: number) => 1 / (1 + ((frequencyHz - center) / width) ** 2);
  return near(first, 130) + 0.5 * near(second, 180) + 0.03;
}
