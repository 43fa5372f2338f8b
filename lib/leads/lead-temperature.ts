export const leadTemperatures = ["hot", "warm", "cold"] as const;
export type LeadTemperature = (typeof leadTemperatures)[number];

/** What an outcome says of the person, who may be no lead at all. */
export const outcomeTemperatures = [...leadTemperatures, "not_interested"] as const;
export type OutcomeTemperature = (typeof outcomeTemperatures)[number];

/** Lowest total score of each step, inclusive. */
export type LeadThresholds = { hotScoreMin: number; warmScoreMin: number; qualifiedScoreMin: number };

/** How warm a lead is by its total score; without a score it is cold. */
export function leadTemperature(totalScore: number | null, thresholds: LeadThresholds): LeadTemperature {
  if (totalScore === null) return "cold";
  if (totalScore >= thresholds.hotScoreMin) return "hot";
  return totalScore >= thresholds.warmScoreMin ? "warm" : "cold";
}

export function isQualified(totalScore: number | null, thresholds: LeadThresholds): boolean {
  return totalScore !== null && totalScore >= thresholds.qualifiedScoreMin;
}
