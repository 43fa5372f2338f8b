import { byDayAndHour, type Counter, countOf, sumOf } from "./declaration";

const scores = ["intent", "urgency", "budget", "fit", "engagement", "total"] as const;

/** The sum of each score, and the number of leads that have it. */
export const scoreCounters: readonly Counter[] = scores.flatMap((name) => [
  {
    column: `${name}_score_sum`,
    comment: `Sum of the ${name} scores of the leads`,
    table: "lead_analytics",
    ...sumOf(`coalesce(${name}_score, 0)`),
    keptIn: byDayAndHour,
    isLarge: true,
  },
  {
    column: `${name}_score_count`,
    comment: `Leads that have the ${name} score`,
    table: "lead_analytics",
    ...countOf(`${name}_score IS NOT NULL`),
    keptIn: byDayAndHour,
  },
]);
