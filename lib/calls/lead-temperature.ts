export const leadTemperatures = ["hot", "warm", "cold"] as const;
export type LeadTemperature = (typeof leadTemperatures)[number];

/** The temperature of the person by the outcome, who may not be a lead. */
export const outcomeTemperatures = [...leadTemperatures, "not_interested"] as const;
export type OutcomeTemperature = (typeof outcomeTemperatures)[number];

/** Lowest total score of each step, inclusive. */
export type LeadThresholds = { hotScoreMin: number; warmScoreMin: number; qualifiedScoreMin: number };

/** The temperature of a lead by its total score; cold without a score. */
export function leadTemperature(totalScore: number | null, thresholds: LeadThresholds): LeadTemperature {
  if (totalScore === null) return "cold";
  if (totalScore >= thresholds.hotScoreMin) return "hot";
  return totalScore >= thresholds.warmScoreMin ? "warm" : "cold";
}

export function isQualified(totalScore: number | null, thresholds: LeadThresholds): boolean {
  return totalScore !== null && totalScore >= thresholds.qualifiedScoreMin;
}
