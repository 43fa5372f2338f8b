"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useRef, useState } from "react";
import type { Quote, Turn } from "@/lib/calls/call-detail";

type Listening = {
  recordingUrl: string | null;
  audio: React.RefObject<HTMLAudioElement | null>;
  /** The turn being spoken, or the one that an address or a click led to. */
  activeTurn: number | null;
  /** The quoted words being shown, with their turn. */
  quote: Quote | null;
  /** Where the player stands before it has loaded anything. */
  startsAtSeconds: number;
  /** The place that was last asked for, a new object each time. */
  sought: { seconds: number } | null;
  seek(seconds: number, options?: { andPlay?: boolean }): void;
  showQuote(quote: Quote): void;
  /** Scrolls to a turn and sends the player there, without playing. */
  showTurn(turn: number): void;
  /** Called by the player with its position. */
  onTime(seconds: number): void;
};

const ListeningContext = createContext<Listening | null>(null);

export function useListening(): Listening {
  const listening = useContext(ListeningContext);
  if (!listening) throw new Error("useListening is only for the parts of a call's page.");
  return listening;
}

type ListeningProviderProps = {
  recordingUrl: string | null;
  turns: readonly Turn[];
  startsAtSeconds: number | null;
  children: ReactNode;
};

/** Keeps the recording and the transcript of a call's page at the same moment. */
export function ListeningProvider({ recordingUrl, turns, startsAtSeconds, children }: ListeningProviderProps) {
  const audio = useRef<HTMLAudioElement>(null);
  const [activeTurn, setActiveTurn] = useState(startsAtSeconds === null ? null : turnAt(turns, startsAtSeconds));
  const [quote, setQuote] = useState<Quote | null>(null);
  const [sought, setSought] = useState<{ seconds: number } | null>(null);

  useEffect(() => {
    if (startsAtSeconds !== null) scrollToTurn(turnAt(turns, startsAtSeconds), "instant");
  }, [startsAtSeconds, turns]);

  useEffect(() => {
    if (audio.current && !audio.current.paused) scrollToTurn(activeTurn, "smooth", "nearest");
  }, [activeTurn]);

  const onTime = useCallback((seconds: number) => setActiveTurn(turnAt(turns, seconds)), [turns]);

  const seek = useCallback(
    (seconds: number, { andPlay = false }: { andPlay?: boolean } = {}) => {
      setActiveTurn(turnAt(turns, seconds));
      setSought({ seconds });
      const element = audio.current;
      if (!element) return;
      element.currentTime = seconds;
      if (andPlay) void element.play().catch(() => {});
    },
    [turns],
  );

  const showTurn = useCallback(
    (index: number) => {
      const turn = turns[index];
      if (!turn) return;
      scrollToTurn(index, "smooth");
      seek(turn.atSeconds);
      setActiveTurn(index);
    },
    [turns, seek],
  );

  const showQuote = useCallback(
    (next: Quote) => {
      setQuote(next);
      showTurn(next.turn);
    },
    [showTurn],
  );

  const listening = useMemo(
    () => ({
      recordingUrl,
      audio,
      activeTurn,
      quote,
      sought,
      startsAtSeconds: startsAtSeconds ?? 0,
      seek,
      showQuote,
      showTurn,
      onTime,
    }),
    [recordingUrl, activeTurn, quote, sought, startsAtSeconds, seek, showQuote, showTurn, onTime],
  );
  return <ListeningContext.Provider value={listening}>{children}</ListeningContext.Provider>;
}

/** The last turn that has begun at a moment; null before the first. */
export function turnAt(turns: readonly Turn[], seconds: number): number | null {
  const index = turns.findLastIndex((turn) => turn.atSeconds <= seconds);
  return index === -1 ? null : index;
}

function scrollToTurn(turn: number | null, behavior: ScrollBehavior, block: ScrollLogicalPosition = "center"): void {
  if (turn === null) return;
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const element = document.getElementById(`turn-${turn}`);
  element?.scrollIntoView({ block, behavior: isStill ? "instant" : behavior });
}
