import { useMemo, useRef, useState } from "react";
import { rowsBetween } from "./rows-between";

/** The ticked rows of a page, by their keys. */
export type Selection = {
  keys: readonly string[];
  has(key: string): boolean;
  toggle(key: string): void;
  /** Gives every row from the one that was ticked or cleared last to this one the state that this one takes. */
  toggleRange(key: string): void;
  /** Moves the end of the ticked range from one row to the next, as Shift and an arrow do: towards its beginning it becomes shorter. */
  extend(from: string, to: string): void;
  set(keys: readonly string[]): void;
  clear(): void;
};

/** @param present the keys on the page: whatever is not among them any more is not ticked either. */
export function useSelection(present: readonly string[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  /** Where a range begins. */
  const anchor = useRef<string | null>(null);
  return useMemo(() => {
    const keys = present.filter((key) => ticked.has(key));
    const shown = new Set(keys);
    function mark(rows: readonly string[], isTicked: boolean) {
      const next = new Set(shown);
      for (const row of rows) {
        if (isTicked) next.add(row);
        else next.delete(row);
      }
      setTicked(next);
    }
    return {
      keys,
      has: (key) => shown.has(key),
      toggle(key) {
        anchor.current = key;
        mark([key], !shown.has(key));
      },
      toggleRange(key) {
        mark(rowsBetween(present, anchor.current, key), !shown.has(key));
        anchor.current = key;
      },
      extend(from, to) {
        const isKnown = anchor.current !== null && present.includes(anchor.current) && shown.has(anchor.current);
        if (!isKnown) anchor.current = from;
        const isShorter =
          rowsBetween(present, anchor.current, to).length < rowsBetween(present, anchor.current, from).length;
        if (isShorter) mark([from], false);
        else mark(rowsBetween(present, anchor.current, to), true);
      },
      set(next) {
        anchor.current = null;
        setTicked(new Set(next));
      },
      clear() {
        anchor.current = null;
        setTicked(new Set());
      },
    };
  }, [present, ticked]);
}
