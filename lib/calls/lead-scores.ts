export const scoreNames = ["intent", "urgency", "budget", "fit", "engagement"] as const;
export type ScoreName = (typeof scoreNames)[number];

/** Whole points from 0 to 100; null where the conversation gave no evidence. */
export type LeadScores = Readonly<Record<ScoreName, number | null>>;

/** Relative weights; they need not add up to 100. */
export type ScoreWeights = Readonly<Record<ScoreName, number>>;

/** A provider's score as whole points: numbers and numeric text are clamped to 0–100, anything else is no evidence. */
export function toScore(value: unknown): number | null {
  if (typeof value === "string" && value.trim() === "") return null;
  if (typeof value !== "number" && typeof value !== "string") return null;
  const points = Number(value);
  return Number.isNaN(points) ? null : Math.round(Math.min(100, Math.max(0, points)));
}

/** The weighted mean of the scores that exist, in whole points; null when none does or their weights are all zero. */
export function weightedTotal(scores: LeadScores, weights: ScoreWeights): number | null {
  let points = 0;
  let weight = 0;
  for (const name of scoreNames) {
    const score = scores[name];
    if (score === null) continue;
    points += score * weights[name];
    weight += weights[name];
  }
  return weight === 0 ? null : Math.round(points / weight);
}
