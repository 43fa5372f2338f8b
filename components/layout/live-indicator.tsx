"use client";

import { Tooltip } from "@mantine/core";
import styles from "./live-indicator.module.css";
import { useLiveState } from "./live-provider";

const words = {
  connecting: { label: "Connecting", hint: "Connecting to live updates." },
  live: { label: "Live", hint: "A call appears here by itself when it ends." },
  reconnecting: {
    label: "Reconnecting",
    hint: "The connection was lost. What you see stays, and is refreshed once it is back.",
  },
} as const;

export function LiveIndicator() {
  const state = useLiveState();
  return (
    <Tooltip label={words[state].hint} events={{ hover: true, focus: true, touch: true }}>
      <span className={styles.indicator} data-state={state} role="status">
        <span className={styles.dot} aria-hidden />
        <span className={styles.word}>{words[state].label}</span>
      </span>
    </Tooltip>
  );
}
