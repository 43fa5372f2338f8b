import { z } from "zod";
import { storableText } from "@/lib/platform/storable-text";

/** The name of an agent as tenants see it: one line. */
export const AgentName = z
  .string({ error: "Enter a name." })
  .overwrite(storableText)
  .trim()
  .min(1, "Enter a name.")
  .max(255, "A name has at most 255 characters.")
  .regex(/^\P{Cc}*$/u, "A name is one line of text.");
