import { useMemo, useState } from "react";
import type { Turn } from "@/lib/calls/call-detail";
import { markSearch } from "@/lib/calls/search/mark-search";
import { parseSearch, type SearchTerm } from "@/lib/calls/search/parse-search";
import { useListening } from "./listening";

export type TranscriptSearch = {
  typed: string;
  terms: readonly SearchTerm[];
  /** How many turns contain a match, and which of them is shown, from 1; 0 before any is. */
  count: number;
  place: number;
  /** The turn that is shown. */
  turn: number | null;
  type(text: string): void;
  go(by: 1 | -1): void;
};

/** Looks through the turns of a transcript, one hit after the other and round again. */
export function useTranscriptSearch(turns: readonly Turn[], searched: string): TranscriptSearch {
  const { activeTurn, showTurn } = useListening();
  const [typed, setTyped] = useState(searched);
  const terms = useMemo(() => parseSearch(typed), [typed]);
  const hits = useMemo(() => hitsOf(turns, terms), [turns, terms]);
  const [shown, setShown] = useState<number | null>(() =>
    activeTurn !== null && hits.includes(activeTurn) ? activeTurn : null,
  );
  const place = shown === null ? 0 : hits.indexOf(shown) + 1;

  function show(turn: number | undefined) {
    setShown(turn ?? null);
    if (turn !== undefined) showTurn(turn);
  }
  return {
    typed,
    terms,
    count: hits.length,
    place,
    turn: place === 0 ? null : shown,
    type(text) {
      setTyped(text);
      setShown(null);
    },
    go(by) {
      if (hits.length === 0) return;
      const from = place === 0 ? (by === 1 ? -1 : hits.length) : place - 1;
      show(hits[(from + by + hits.length) % hits.length]);
    },
  };
}

function hitsOf(turns: readonly Turn[], terms: readonly SearchTerm[]): number[] {
  return turns.flatMap(({ text }, index) =>
    text !== null && markSearch(text, terms).some(({ isMarked }) => isMarked) ? [index] : [],
  );
}
