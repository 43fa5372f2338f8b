"use client";

import { useMemo, useState } from "react";

/** The ticked rows of a page, by their keys. */
export type Selection = {
  keys: readonly string[];
  has(key: string): boolean;
  toggle(key: string): void;
  set(keys: readonly string[]): void;
  clear(): void;
};

/** @param present the keys on the page: whatever is not among them any more is not ticked either. */
export function useSelection(present: readonly string[]): Selection {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  return useMemo(() => {
    const keys = present.filter((key) => ticked.has(key));
    const shown = new Set(keys);
    return {
      keys,
      has: (key) => shown.has(key),
      toggle(key) {
        const next = new Set(shown);
        if (!next.delete(key)) next.add(key);
        setTicked(next);
      },
      set: (next) => setTicked(new Set(next)),
      clear: () => setTicked(new Set()),
    };
  }, [present, ticked]);
}
