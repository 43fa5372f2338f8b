export const leadTemperatures = ["hot", "warm", "cold"] as const;
export type LeadTemperature = (typeof leadTemperatures)[number];

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
