import { z } from "zod";

export const callsAtOnceMax = 200;

/** The calls that somebody ticked, as a form carries them: their ids, separated by commas. */
export const callIds = z
  .string("Choose at least one call.")
  .transform((text) => [...new Set(text.split(","))])
  .pipe(z.array(z.uuid("That is no call.")).min(1).max(callsAtOnceMax, `At most ${callsAtOnceMax} calls at once.`));
