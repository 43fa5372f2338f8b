import type { FoundPerson } from "../schema";

/** A person who matches, and the time of their last call; instants are ISO 8601 in UTC. */
export type Candidate = FoundPerson & {
  texts: readonly (string | null)[];
  phone: string | null;
  lastAt: string | null;
};

/**
 * Ranks people by likelihood: exact names first, then those whose name, company or address begins with the text, then those with a word
 * that does; among equals the one with the latest call.
 */
export function rankPeople(candidates: readonly Candidate[], typed: string): Candidate[] {
  const wanted = fold(typed);
  const digits = /^[+\d\s().\-/]+$/.test(typed) ? typed.replaceAll(/\D/g, "") : "";
  const placeOf = ({ texts, phone }: Candidate) => {
    const [name = "", ...others] = texts.map((text) => fold(text ?? ""));
    if (digits !== "" && phone?.endsWith(digits)) return 0;
    if (name === wanted || others.includes(wanted)) return 0;
    if (name.startsWith(wanted)) return 1;
    if (name.split(/\s+/).some((word) => word.startsWith(wanted))) return 2;
    return others.some((text) => text.startsWith(wanted)) ? 3 : 4;
  };
  return candidates
    .map((candidate) => ({ candidate, place: placeOf(candidate) }))
    .sort(
      (a, b) =>
        a.place - b.place ||
        (b.candidate.lastAt ?? "").localeCompare(a.candidate.lastAt ?? "") ||
        a.candidate.title.localeCompare(b.candidate.title),
    )
    .map(({ candidate }) => candidate);
}

const fold = (text: string) =>
  text
    .normalize("NFKD")
    .replaceAll(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .trim();
