import { z } from "zod";
import { type RangePreset, rangePresets } from "./range-presets";

/** PostgreSQL counts from year 1. */
const hasYear = (text: string) => !text.startsWith("0000");

/** A calendar day that exists, as `YYYY-MM-DD`. */
export const Day = z.iso.date("Choose a day.").refine(hasYear, "Choose a day.");

/** An instant in UTC with the microseconds that PostgreSQL keeps: a JavaScript date would cut them off, and lists skip or repeat rows. */
export const Instant = z.iso.datetime({ precision: 6 }).refine(hasYear);

/** A time of day as `HH:MM`, from 00:00 to 23:59. */
export const TimeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);

/** What a page's address may say about its period; `from` and `to` are inclusive and belong to `custom`. */
export const RangeInput = z.object({
  range: z.enum([...rangePresets, "custom"]).default("30d"),
  from: Day.optional(),
  to: Day.optional(),
});
export type RangeInput = z.infer<typeof RangeInput>;

/** A period of whole days in the tenant's zone. Both ends are inclusive. */
export type DateRange = {
  preset: RangePreset | "custom";
  from: string;
  to: string;
  days: number;
};

export type ResolvedRange = {
  range: DateRange;
  /** A sentence for the user when what was asked for was no period; the default is shown instead. */
  notice: string | null;
};
