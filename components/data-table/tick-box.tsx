"use client";

import { type ChangeEvent, type KeyboardEvent, useRef } from "react";
import styles from "./data-table.module.css";
import type { Selection } from "./use-selection";

const steps: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };

/** The box that ticks a row: with Shift all rows from the one before, with Shift and an arrow one row more or less. */
export function TickBox({ state, row, label }: { state: Selection; row: string; label: string }) {
  // Not every browser says of the click that a key makes which other keys are held.
  const isShiftHeld = useRef(false);

  function change({ nativeEvent }: ChangeEvent) {
    const isRange = isShiftHeld.current || ("shiftKey" in nativeEvent && nativeEvent.shiftKey === true);
    isShiftHeld.current = false;
    if (isRange) state.toggleRange(row);
    else state.toggle(row);
  }
  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === " ") isShiftHeld.current = event.shiftKey;
    const step = event.shiftKey ? steps[event.key] : undefined;
    if (!step) return;
    event.preventDefault();
    const boxes = [...(event.currentTarget.closest("table")?.querySelectorAll<HTMLInputElement>("[data-tick]") ?? [])];
    const next = boxes[boxes.indexOf(event.currentTarget) + step];
    if (!next?.dataset.tick) return;
    state.extend(row, next.dataset.tick);
    next.focus();
  }
  return (
    <label className={styles.box}>
      <input
        type="checkbox"
        checked={state.has(row)}
        onChange={change}
        onKeyDown={onKeyDown}
        data-tick={row}
        aria-label={label}
      />
    </label>
  );
}
