import { z } from "zod";

export const tickedMax = 200;

/** The selected rows in an address: their ids, separated by commas. */
export const TickedIds = z
  .string()
  .transform((text) => [...new Set(text.split(","))])
  .pipe(z.array(z.uuid()).min(1).max(tickedMax));
