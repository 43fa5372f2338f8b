import type { Cta } from "./schema";

/** What somebody asked for, as lists and files name it. */
export const ctaWords: Readonly<Record<Cta, string>> = {
  pricing: "Pricing",
  demo: "Demo",
  followup: "Follow-up",
  sample: "Sample",
  human: "Human",
};
