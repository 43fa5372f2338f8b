import { useQuery } from "@tanstack/react-query";
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useMemo } from "react";
import { fetchJson } from "@/components/live/fetch-json";
import type { Turn } from "@/lib/calls/call-detail";
import { formatSpokenDuration } from "@/lib/platform/format/format-spoken-duration";
import { turnAt } from "./listening";
import styles from "./timeline.module.css";

type TimelineProps = {
  callId: string;
  turns: readonly Turn[];
  seconds: number;
  lengthSeconds: number;
  onSeek(seconds: number): void;
};

const parts = 160;
const stepSeconds = 5;
const spokenLoudness = 45;

/**
 * The recording as a waveform, or, until its loudness is known, as blocks of speech, coloured by speaker. It is also the slider that seeks.
 */
export function Timeline({ callId, turns, seconds, lengthSeconds, onSeek }: TimelineProps) {
  const { data } = useQuery({
    queryKey: ["waveform", callId],
    queryFn: ({ signal }) => fetchJson<{ loudness: number[] | null }>(`/api/calls/${callId}/waveform`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const length = Math.max(1, lengthSeconds);
  const bars = useMemo(() => barsOf(turns, length, data?.loudness ?? null), [turns, length, data]);
  const played = Math.min(1, seconds / length);

  function seekTo(event: PointerEvent<HTMLDivElement>) {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    onSeek(Math.min(Math.max(0, (event.clientX - left) / width), 1) * length);
  }
  function onKeyDown(event: KeyboardEvent) {
    const target = keyTargets(seconds, length)[event.key];
    if (target === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    onSeek(Math.min(Math.max(0, target), length));
  }
  return (
    <div
      className={styles.timeline}
      role="slider"
      tabIndex={0}
      aria-label="Position in the recording"
      aria-valuemin={0}
      aria-valuemax={Math.ceil(length)}
      aria-valuenow={Math.floor(Math.min(seconds, length))}
      aria-valuetext={formatSpokenDuration(seconds)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        seekTo(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && seekTo(event)}
      style={{ "--played": `${played * 100}%` } as CSSProperties}
    >
      <div className={styles.bars} aria-hidden>
        {bars.map(({ height, role }, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a bar is its place in the recording.
            key={index}
            className={styles.bar}
            data-role={role}
            data-played={index / parts < played || undefined}
            style={{ height: `${height}%` }}
          />
        ))}
      </div>
      <span className={styles.head} aria-hidden />
    </div>
  );
}

function keyTargets(seconds: number, length: number): Readonly<Record<string, number>> {
  return {
    ArrowLeft: seconds - stepSeconds,
    ArrowDown: seconds - stepSeconds,
    ArrowRight: seconds + stepSeconds,
    ArrowUp: seconds + stepSeconds,
    PageDown: seconds - 30,
    PageUp: seconds + 30,
    Home: 0,
    End: length,
  };
}

type Bar = { height: number; role: Turn["role"] | undefined };

function barsOf(turns: readonly Turn[], length: number, loudness: readonly number[] | null): Bar[] {
  return Array.from({ length: parts }, (_, index) => {
    const at = ((index + 0.5) / parts) * length;
    const turn = turns[turnAt(turns, at) ?? -1];
    const known = loudness?.[Math.floor((index / parts) * loudness.length)];
    return { height: Math.max(6, known ?? (turn && isSpoken(turn, at) ? spokenLoudness : 0)), role: turn?.role };
  });
}

const wordsPerSecond = 2.6;

/** Without the sound, a turn lasts about as long as its words take to be said. */
function isSpoken({ text, atSeconds }: Turn, at: number): boolean {
  return text !== null && at - atSeconds <= text.split(" ").length / wordsPerSecond;
}
