import { z } from "zod";
import { Day } from "@/lib/platform/date-range/schema";
import { periodTypes } from "../period-type";

const optional = <T extends z.ZodType>(field: T) =>
  z
    .preprocess((value) => (typeof value === "string" && value.trim() === "" ? undefined : value), field.optional())
    .transform((value) => value ?? null);

const whole = (what: string) =>
  optional(
    z.coerce
      .number(`Enter ${what} as a whole number.`)
      .int(`Enter ${what} as a whole number.`)
      .min(1, "Enter at least 1.")
      .max(1_000_000, "Enter at most 1,000,000."),
  );
// As many decimals as the database keeps, so that what was shown is recognised when it comes back.
const percent = optional(
  z.coerce
    .number("Enter a percentage.")
    .min(0.01, "Enter more than 0 %.")
    .max(100, "Enter at most 100 %.")
    .transform((value) => Math.round(value * 100) / 100),
);

/** The agent and period of a target; the period is the one that contains `day`. */
const period = { agentId: z.uuid(), type: z.enum(periodTypes, "Choose a period."), day: Day };

/** A target of an agent as a form gives it. An empty field is no goal; `was…` is what the form showed before anybody typed. */
export const SetAgentTarget = z.object({
  ...period,
  calls: whole("the calls"),
  successRate: percent,
  leads: whole("the lead calls"),
  conversionRate: percent,
  wasCalls: whole("the calls"),
  wasSuccessRate: percent,
  wasLeads: whole("the lead calls"),
  wasConversionRate: percent,
});
export type SetAgentTarget = z.infer<typeof SetAgentTarget>;

/** A change of a target to undo: its goals before and after, all null where there was no target. */
export const UndoTargetChange = z.object({
  ...period,
  beforeCalls: whole("the calls"),
  beforeSuccessRate: percent,
  beforeLeads: whole("the leads"),
  beforeConversionRate: percent,
  afterCalls: whole("the calls"),
  afterSuccessRate: percent,
  afterLeads: whole("the leads"),
  afterConversionRate: percent,
});
export type UndoTargetChange = z.infer<typeof UndoTargetChange>;
