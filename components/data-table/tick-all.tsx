"use client";

import { useEffect, useRef } from "react";
import styles from "./data-table.module.css";
import type { Selection } from "./use-selection";

/** The box that ticks every row of the page, half ticked while only some are. */
export function TickAll({ state, keys }: { state: Selection; keys: readonly string[] }) {
  const box = useRef<HTMLInputElement>(null);
  const ticked = keys.filter((key) => state.has(key)).length;
  const isSome = ticked > 0 && ticked < keys.length;
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome;
  }, [isSome]);
  return (
    <label className={styles.box}>
      <input
        ref={box}
        type="checkbox"
        checked={keys.length > 0 && ticked === keys.length}
        onChange={() => state.set(ticked === keys.length ? [] : keys)}
        aria-label="Select all rows of this page"
      />
    </label>
  );
}
