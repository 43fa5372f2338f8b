"use client";

import { ActionIcon, Tooltip } from "@mantine/core";
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRewindBackward10,
  IconRewindForward10,
} from "@tabler/icons-react";
import { useEffect, useState } from "react";
import type { Turn } from "@/lib/calls/call-detail";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { useListening } from "./listening";
import styles from "./player.module.css";
import { Timeline } from "./timeline";
import { usePlayerKeys } from "./use-player-keys";

const speeds: readonly number[] = [0.75, 1, 1.25, 1.5, 2];

type PlayerProps = { callId: string; turns: readonly Turn[]; durationSeconds: number };

/** The recording's player: it stays at the bottom of the page and tells the transcript where it is. */
export function Player({ callId, turns, durationSeconds }: PlayerProps) {
  const { recordingUrl, audio, startsAtSeconds, sought, seek, onTime } = useListening();
  const [isPlaying, setPlaying] = useState(false);
  const [seconds, setSeconds] = useState(startsAtSeconds);
  const [length, setLength] = useState(durationSeconds);
  const [speed, setSpeed] = useState(1);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (audio.current) audio.current.playbackRate = speed;
  }, [audio, speed]);

  useEffect(() => {
    if (sought) setSeconds(sought.seconds);
  }, [sought]);

  function toggle() {
    const element = audio.current;
    if (!element) return;
    if (!element.paused) return element.pause();
    // Nothing is loaded before the first play, and only then does the element take the place it was sent to.
    if (element.readyState === HTMLMediaElement.HAVE_NOTHING) element.currentTime = seconds;
    element.play().catch(() => {});
  }

  function jump(to: number) {
    const target = Math.min(Math.max(0, to), length);
    seek(target);
  }

  function changeSpeed(by: 1 | -1) {
    setSpeed(speeds[Math.min(speeds.length - 1, Math.max(0, speeds.indexOf(speed) + by))] ?? 1);
  }

  usePlayerKeys({ toggle, jumpBy: (delta) => jump(seconds + delta), changeSpeed, isEnabled: recordingUrl !== null });

  if (!recordingUrl) {
    return (
      <section className={styles.player} aria-label="Recording">
        <span className={styles.none}>There is no recording of this call.</span>
      </section>
    );
  }
  const PlayIcon = isPlaying ? IconPlayerPauseFilled : IconPlayerPlayFilled;
  return (
    <section className={styles.player} aria-label="Recording">
      {/* biome-ignore lint/a11y/useMediaCaption: the transcript on the same page is the recording's text. */}
      <audio
        ref={audio}
        src={recordingUrl}
        preload="none"
        onPlay={() => setPlaying(true)}
        onPause={() => setPlaying(false)}
        onTimeUpdate={({ currentTarget }) => {
          setSeconds(currentTarget.currentTime);
          onTime(currentTarget.currentTime);
        }}
        onLoadedMetadata={({ currentTarget }) => {
          setFailure(null);
          currentTarget.playbackRate = speed;
          if (Number.isFinite(currentTarget.duration)) setLength(currentTarget.duration);
        }}
        onError={() => setFailure("The recording could not be loaded. Press play to try again.")}
      />
      <div className={styles.buttons}>
        <Tooltip label="Back 10 seconds (J; left arrow: 5)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            onClick={() => jump(seconds - 10)}
            aria-label="Back 10 seconds"
          >
            <IconRewindBackward10 size={19} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={isPlaying ? "Pause (space or K)" : "Play (space or K)"}>
          <ActionIcon variant="filled" radius="xl" size={36} onClick={toggle} aria-label={isPlaying ? "Pause" : "Play"}>
            <PlayIcon size={17} aria-hidden />
          </ActionIcon>
        </Tooltip>
        <Tooltip label="Forward 10 seconds (L; right arrow: 5)">
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            onClick={() => jump(seconds + 10)}
            aria-label="Forward 10 seconds"
          >
            <IconRewindForward10 size={19} stroke={1.7} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </div>
      <span className={styles.time}>{formatDuration(seconds)}</span>
      <Timeline callId={callId} turns={turns} seconds={seconds} lengthSeconds={length} onSeek={jump} />
      <span className={`${styles.time} ${styles.length}`}>{formatDuration(length)}</span>
      <button
        type="button"
        title="Slower: <, faster: >"
        className={styles.speed}
        onClick={() => setSpeed(speeds[(speeds.indexOf(speed) + 1) % speeds.length] ?? 1)}
        aria-label={`Speed ${speed}, change`}
      >
        {speed}×
      </button>
      {failure && (
        <span role="alert" className={styles.failure}>
          {failure}
        </span>
      )}
    </section>
  );
}
