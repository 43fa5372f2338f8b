import type { CallEvent, TurnPayload } from "@/simulators/elevenlabs/payload-types";

/** How much is said in the calls of a load: as the demo's agents talk, 40 turns of everyday words, or 120 with six rare words each. */
export const talks = ["demo", "ordinary", "rare"] as const;
export type Talk = (typeof talks)[number];

const everyday =
  `we would like to know what it costs to keep twenty cars on the road for a year and whether you can send somebody next week to
look at the yard because the last company never came back to us about the price they had promised on the phone in the spring`.split(
    /\s+/,
  );
const wordsPerTurn = 14;
const rareWordsPerTurn = 6;

/** A word that is said in no other call of the load. */
export const needleOf = (number: number) => `needle${number}x`;

/** The event with other words said in it, the needle of its number last. */
export function talk(event: CallEvent, kind: Talk, number: number): CallEvent {
  if (kind === "demo" || event.type !== "post_call_transcription") return event;
  const [model] = event.data.transcript;
  if (!model) throw new Error("A conversation without turns is none.");
  const turns = kind === "ordinary" ? 40 : 120;
  const transcript = Array.from({ length: turns }, (_, turn): TurnPayload => {
    const words = Array.from(
      { length: wordsPerTurn },
      (_, place) => everyday[(number * 31 + turn * 17 + place * place) % everyday.length] ?? "",
    );
    for (let rare = 0; kind === "rare" && rare < rareWordsPerTurn; rare += 1) words.push(rareWord(number, turn, rare));
    if (turn === turns - 1) words.push(needleOf(number));
    return { ...model, role: turn % 2 === 0 ? "agent" : "user", message: words.join(" "), time_in_call_secs: turn * 4 };
  });
  return { ...event, data: { ...event.data, transcript } };
}

/** Hardly said twice in all calls, and spread over the alphabet. */
function rareWord(number: number, turn: number, rare: number): string {
  const mixed = Math.imul(number * 720 + turn * rareWordsPerTurn + rare + 1, 0x9e3779b1) >>> 0;
  return `${mixed.toString(36)}q`;
}
