import { type Change, formatChange } from "@/lib/platform/format/format-change";
import type { FigureCell } from "./figure-cells";
import { formatFigure } from "./format-figure";
import { type Measure, measures } from "./measures";

export type ShownCell = {
  key: string;
  text: string;
  href: string | null;
  change: Change | null;
  /** Which way the change goes by the measure's own direction; null where neither is better. */
  verdict: "better" | "worse" | null;
};

/** A cell of a table as it is shown: its value with its unit, its calls, and how it changed. */
export function showFigure({ measure: name, value, href, other }: FigureCell): ShownCell {
  const measure: Measure = measures[name];
  const change = formatChange(value, other, measure.unit === "%" ? "points" : "relative");
  const isChanged = change && change.direction !== "same" && measure.better;
  const verdict = isChanged ? (change.direction === measure.better ? "better" : "worse") : null;
  return {
    key: name,
    text: withUnit(measure, value),
    href: value === null ? null : href,
    // Where less is better, the sign alone would say the opposite.
    change: change && verdict && measure.better === "down" ? { ...change, text: `${change.text} ${verdict}` } : change,
    verdict,
  };
}

/** The value with a per cent sign where it is a share. */
export function withUnit(measure: Pick<Measure, "kind" | "unit">, value: number | null): string {
  const text = formatFigure(measure, value);
  return value !== null && measure.unit === "%" ? `${text}\u00a0%` : text;
}
