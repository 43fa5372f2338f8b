"use client";

import { IconCheck, IconTool, IconX } from "@tabler/icons-react";
import { type ReactNode, useMemo } from "react";
import { Panel } from "@/components/ui/panel";
import type { CallDetail, Turn } from "@/lib/calls/call-detail";
import { markSearch } from "@/lib/calls/search/mark-search";
import type { SearchTerm } from "@/lib/calls/search/parse-search";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { formatSpokenDuration } from "@/lib/platform/format/format-spoken-duration";
import { Marked } from "../marked";
import { useListening } from "./listening";
import { markQuote } from "./mark-quote";
import { toolLabel } from "./tool-label";
import styles from "./transcript.module.css";
import { TranscriptSearch } from "./transcript-search";
import { useTranscriptSearch } from "./use-transcript-search";

type TranscriptProps = {
  call: Pick<CallDetail, "turns" | "agent" | "callerName" | "status" | "outcome">;
  /** The search of the list that this page was opened from. */
  searched: string;
};

/** What was said, as a conversation that can be searched. */
export function Transcript({ call, searched }: TranscriptProps) {
  const { activeTurn, quote } = useListening();
  const search = useTranscriptSearch(call.turns, searched);
  return (
    <Panel title="Transcript" aside={call.turns.length > 0 && <TranscriptSearch search={search} />}>
      {call.turns.length === 0 ? (
        <p className={styles.none}>{absence(call)}</p>
      ) : (
        <ol className={styles.turns}>
          {call.turns.map((turn, index) => (
            <TurnItem
              // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place in the conversation, which never changes.
              key={index}
              turn={turn}
              index={index}
              speaker={turn.role === "agent" ? call.agent.name : (call.callerName ?? "Caller")}
              isActive={activeTurn === index}
              isHit={search.turn === index}
              quoted={quote?.turn === index ? quote.text : null}
              terms={search.terms}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}

function absence({ status, outcome }: Pick<CallDetail, "status" | "outcome">): string {
  if (outcome === "no_answer") return "Nobody answered, so nothing was said.";
  if (outcome === "busy") return "The line was busy, so nothing was said.";
  if (status === "in_progress") return "The transcript appears here when the call ends.";
  if (status === "failed") return "The call failed before anything was said.";
  if (status === "cancelled") return "The call was cancelled before anything was said.";
  return "Nothing was said on this call.";
}

type TurnItemProps = {
  turn: Turn;
  index: number;
  speaker: string;
  isActive: boolean;
  isHit: boolean;
  quoted: string | null;
  terms: readonly SearchTerm[];
};

function TurnItem({ turn, index, speaker, isActive, isHit, quoted, terms }: TurnItemProps) {
  const { seek, recordingUrl } = useListening();
  const time = formatDuration(turn.atSeconds);
  const pieces = useMemo(() => {
    if (turn.text === null) return [];
    return quoted ? markQuote(turn.text, quoted) : markSearch(turn.text, terms);
  }, [turn.text, quoted, terms]);
  return (
    <li
      id={`turn-${index}`}
      className={styles.turn}
      data-role={turn.role}
      data-active={isActive || undefined}
      data-hit={isHit || undefined}
      aria-current={isActive ? "true" : undefined}
    >
      <div className={styles.meta}>
        <span className={styles.speaker}>{speaker}</span>
        {recordingUrl ? (
          <button
            type="button"
            className={styles.time}
            onClick={() => seek(turn.atSeconds, { andPlay: true })}
            aria-label={`Play from ${formatSpokenDuration(turn.atSeconds)}`}
          >
            {time}
          </button>
        ) : (
          <span className={styles.time}>{time}</span>
        )}
      </div>
      {turn.text !== null && (
        <Bubble onPlay={recordingUrl ? () => seek(turn.atSeconds, { andPlay: true }) : undefined}>
          <bdi>
            <Marked pieces={pieces} />
          </bdi>
          {turn.interrupted && <span className={styles.interrupted}>interrupted</span>}
        </Bubble>
      )}
      {turn.tools?.map((tool) => (
        <div key={tool.name} className={styles.tool}>
          <IconTool size={13} stroke={1.8} aria-hidden />
          {toolLabel(tool.name)}
          {tool.ok === true && <IconCheck size={13} stroke={2} aria-label="succeeded" />}
          {tool.ok === false && <IconX size={13} stroke={2} aria-label="failed" />}
        </div>
      ))}
    </li>
  );
}

/** A click on the words plays them, as the time beside the speaker does for the keyboard; words that are being marked stay. */
function Bubble({ onPlay, children }: { onPlay?: () => void; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button with the turn's time does the same.
    // biome-ignore lint/a11y/useKeyWithClickEvents: the same.
    <div
      className={styles.bubble}
      data-plays={onPlay ? true : undefined}
      onClick={() => window.getSelection()?.isCollapsed !== false && onPlay?.()}
    >
      {children}
    </div>
  );
}
