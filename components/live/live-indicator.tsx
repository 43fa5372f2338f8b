"use client";

import { useSyncExternalStore } from "react";
import { Hint } from "@/components/ui/hint";
import styles from "./live-indicator.module.css";
import { useLiveState } from "./live-provider";

const labels = {
  connecting: { label: "Connecting", hint: "Connecting to live updates." },
  live: { label: "Live", hint: "A call appears here automatically when it ends." },
  reconnecting: {
    label: "Reconnecting",
    hint: "The connection was lost. What you see stays, and is refreshed once it is back.",
  },
  paused: {
    label: "Paused",
    hint: "Too many tabs are open for all of them to be live. This one is refreshed when you come back to it.",
  },
  offline: {
    label: "Offline",
    hint: "This device has no connection. What you see stays, and is refreshed once it is back.",
  },
} as const;

export function LiveIndicator() {
  const isOnline = useOnline();
  const live = useLiveState();
  const state = isOnline ? live : "offline";
  return (
    <Hint text={labels[state].hint}>
      <span className={styles.indicator} data-state={state} role="status">
        <span className={styles.dot} aria-hidden />
        <span className={styles.word}>{labels[state].label}</span>
      </span>
    </Hint>
  );
}

function useOnline(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => navigator.onLine,
    () => true,
  );
}

function subscribe(listener: () => void): () => void {
  window.addEventListener("online", listener);
  window.addEventListener("offline", listener);
  return () => {
    window.removeEventListener("online", listener);
    window.removeEventListener("offline", listener);
  };
}
