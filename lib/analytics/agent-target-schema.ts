import { z } from "zod";
import { Day } from "@/lib/platform/date-range/schema";
import { periodTypes } from "./period-type";

const optional = <T extends z.ZodType>(field: T) =>
  z.preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), field.optional());

const whole = (what: string) =>
  optional(
    z.coerce
      .number(`Enter ${what} as a whole number.`)
      .int(`Enter ${what} as a whole number.`)
      .min(1, "Enter at least 1.")
      .max(1_000_000, "Enter at most 1,000,000."),
  );
const percent = optional(
  z.coerce.number("Enter a percentage.").min(0.01, "Enter more than 0 %.").max(100, "Enter at most 100 %."),
);

/** A target of an agent as a form gives it; the period is the one that `day` lies in. An empty field is no target. */
export const SetAgentTarget = z
  .object({
    agentId: z.uuid(),
    type: z.enum(periodTypes, "Choose a period."),
    day: Day,
    calls: whole("the calls"),
    successRate: percent,
    leads: whole("the lead calls"),
    conversionRate: percent,
  })
  .refine(
    (target) =>
      [target.calls, target.successRate, target.leads, target.conversionRate].some((each) => each !== undefined),
    {
      path: ["calls"],
      message: "Set at least one target.",
    },
  );
export type SetAgentTarget = z.infer<typeof SetAgentTarget>;
