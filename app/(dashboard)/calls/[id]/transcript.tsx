"use client";

import { IconCheck, IconTool, IconX } from "@tabler/icons-react";
import { Panel } from "@/components/ui/panel";
import type { CallDetail, Turn } from "@/lib/calls/call-detail";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { formatSpokenDuration } from "@/lib/platform/format/format-spoken-duration";
import { useListening } from "./listening";
import { markWords } from "./mark-words";
import styles from "./transcript.module.css";

type TranscriptProps = { call: Pick<CallDetail, "turns" | "agent" | "callerName" | "status"> };

/** What was said, as a conversation. */
export function Transcript({ call }: TranscriptProps) {
  const { activeTurn, quote } = useListening();
  return (
    <Panel title="Transcript">
      {call.turns.length === 0 ? (
        <p className={styles.none}>
          {call.status === "in_progress"
            ? "The transcript appears here when the call ends."
            : "Nothing was said on this call."}
        </p>
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
              quoted={quote?.turn === index ? quote.text : null}
            />
          ))}
        </ol>
      )}
    </Panel>
  );
}

type TurnItemProps = { turn: Turn; index: number; speaker: string; isActive: boolean; quoted: string | null };

function TurnItem({ turn, index, speaker, isActive, quoted }: TurnItemProps) {
  const { seek, recordingUrl } = useListening();
  const time = formatDuration(turn.atSeconds);
  return (
    <li
      id={`turn-${index}`}
      className={styles.turn}
      data-role={turn.role}
      data-active={isActive || undefined}
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
        <div className={styles.bubble}>
          <bdi>
            {quoted
              ? markWords(turn.text, quoted).map(({ text, isMarked }) =>
                  isMarked ? (
                    <mark key={text} className={styles.quoted}>
                      {text}
                    </mark>
                  ) : (
                    text
                  ),
                )
              : turn.text}
          </bdi>
          {turn.interrupted && <span className={styles.interrupted}>interrupted</span>}
        </div>
      )}
      {turn.tools?.map((tool) => (
        <div key={tool.name} className={styles.tool}>
          <IconTool size={13} stroke={1.8} aria-hidden />
          used {tool.name.replaceAll("_", " ")}
          {tool.ok === true && <IconCheck size={13} stroke={2} aria-label="succeeded" />}
          {tool.ok === false && <IconX size={13} stroke={2} aria-label="failed" />}
        </div>
      ))}
    </li>
  );
}
