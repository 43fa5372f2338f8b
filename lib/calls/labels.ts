import { dimensions } from "@/lib/metrics/dimensions";
import type { LeadTemperature } from "./lead-temperature";
import type { CallDirection, CallOutcome, CallSource, CallStatus, Cta } from "./schema";

/** The labels of a call's values, on screen, in filters and in files. */
type Labels<Value extends string> = Readonly<Record<Value, string>>;

export const callStatusLabels: Labels<CallStatus> = {
  in_progress: "In progress",
  completed: "Completed",
  failed: "Failed",
  cancelled: "Cancelled",
};

export const callOutcomeLabels: Labels<CallOutcome> = {
  completed: "Completed",
  no_answer: "No answer",
  busy: "Busy",
  failed: "Failed",
  voicemail: "Voicemail",
  disconnected: "Disconnected",
};

export const callSourceLabels: Labels<CallSource> = dimensions.source.values;

export const callDirectionLabels: Labels<CallDirection> = dimensions.direction.values;

export const ctaLabels: Labels<Cta> = {
  pricing: "Pricing",
  demo: "Demo",
  followup: "Follow-up",
  sample: "Sample",
  human: "Human",
};

export const temperatureLabels: Labels<LeadTemperature> = { hot: "Hot", warm: "Warm", cold: "Cold" };

const cameBy: Labels<CallSource> = { phone: "by phone", internet: "over the internet", unknown: "source unknown" };

/** "Inbound, by phone". */
export function originLabel({ direction, source }: { direction: CallDirection; source: CallSource }): string {
  return `${callDirectionLabels[direction]}, ${cameBy[source]}`;
}
