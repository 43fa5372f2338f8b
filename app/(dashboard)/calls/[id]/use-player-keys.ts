"use client";

import { useEffect, useRef } from "react";

type PlayerKeys = { toggle(): void; jumpBy(seconds: number): void; isEnabled: boolean };

const stepSeconds = 5;

/** Space or k plays and pauses, the arrows move by five seconds, wherever the focus is, unless what has it needs that key itself. */
export function usePlayerKeys(keys: PlayerKeys): void {
  const latest = useRef(keys);
  useEffect(() => {
    latest.current = keys;
  });
  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const { toggle, jumpBy, isEnabled } = latest.current;
      if (!isEnabled || event.altKey || event.ctrlKey || event.metaKey || needsKeys(event.target)) return;
      if (event.key === " " || event.key === "k") toggle();
      else if (event.key === "ArrowLeft") jumpBy(-stepSeconds);
      else if (event.key === "ArrowRight") jumpBy(stepSeconds);
      else return;
      event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

function needsKeys(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest("input, textarea, select, button, a, summary, [role=slider], [role=menu], [contenteditable]") !==
      null
  );
}
