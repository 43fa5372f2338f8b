import { z } from "zod";
import { type RangePreset, rangePresets } from "./range-presets";

/** A calendar day that exists, as `YYYY-MM-DD`. */
export const Day = z.iso.date();

/** What a page's address may say about its period; `from` and `to` are inclusive and belong to `custom`. */
export const RangeInput = z.object({
  range: z.enum([...rangePresets, "custom"]).default("30d"),
  from: Day.optional(),
  to: Day.optional(),
});
export type RangeInput = z.infer<typeof RangeInput>;

/** A period of whole days in the tenant's zone, and the one of the same length right before it. All ends are inclusive. */
export type DateRange = {
  preset: RangePreset | "custom";
  from: string;
  to: string;
  previousFrom: string;
  previousTo: string;
  days: number;
};

export type ResolvedRange = {
  range: DateRange;
  /** A sentence for the user when what was asked for was no period; the default is shown instead. */
  notice: string | null;
};
