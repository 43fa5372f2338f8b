import { z } from "zod";

export const callsAtOnceMax = 200;

/** The selected calls in a form: their ids, separated by commas. */
export const callIds = z
  .string("Choose at least one call.")
  .transform((text) => [...new Set(text.split(","))])
  .pipe(z.array(z.uuid("That is not a call.")).min(1).max(callsAtOnceMax, `At most ${callsAtOnceMax} calls at once.`));
