import { useEffect, useRef } from "react";
import { areShortcutsOn } from "@/components/shell/shortcut-switch";

type PlayerKeys = {
  toggle(): void;
  jumpBy(seconds: number): void;
  changeSpeed(by: 1 | -1): void;
  isEnabled: boolean;
};

const keys: Readonly<Record<string, (player: PlayerKeys) => void>> = {
  " ": (player) => player.toggle(),
  k: (player) => player.toggle(),
  j: (player) => player.jumpBy(-10),
  l: (player) => player.jumpBy(10),
  ArrowLeft: (player) => player.jumpBy(-5),
  ArrowRight: (player) => player.jumpBy(5),
  "<": (player) => player.changeSpeed(-1),
  ">": (player) => player.changeSpeed(1),
};

const goMs = 1_500;

/** Plays, pauses and seeks with the usual keys of video players, wherever the focus is, unless the focused element uses that key itself. */
export function usePlayerKeys(player: PlayerKeys): void {
  const latest = useRef(player);
  useEffect(() => {
    latest.current = player;
  });
  useEffect(() => {
    let goUntil = 0;
    function onKeyDown(event: KeyboardEvent) {
      const act = event.timeStamp < goUntil ? undefined : keys[event.key];
      // After a g the next letter selects a page.
      goUntil = event.key === "g" ? event.timeStamp + goMs : 0;
      if (!act || !latest.current.isEnabled || event.altKey || event.ctrlKey || event.metaKey) return;
      if (needsKey(event) || (/^[jkl<>]$/.test(event.key) && !areShortcutsOn())) return;
      act(latest.current);
      event.preventDefault();
    }
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  }, []);
}

const fields = "input, textarea, select, [contenteditable], [role=menu], [role=dialog]";

/** A field takes every key; a button or a link only those that press it. */
function needsKey({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(fields)) return true;
  if (key === " ") return target.closest("button, a, summary") !== null;
  return key.startsWith("Arrow") && target.closest("[role=slider]") !== null;
}
