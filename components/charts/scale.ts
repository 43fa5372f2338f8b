import type { ChartPoint, ChartSeries, ChartUnit } from "./chart";

const ticksMax = 6;

/** Round values from zero up to at least `most`, whole: as many as six allow, and no fewer than four from three on. */
export function ticksUpTo(most: number): number[] {
  const rough = Math.max(1, most) / (ticksMax - 1);
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}

/** The ticks of a chart's axis of values: up to its highest value or stack; of scores always the whole scale. */
export function ticksOf(series: readonly ChartSeries[], points: readonly ChartPoint[], unit: ChartUnit): number[] {
  if (unit === "score") return [0, 25, 50, 75, 100];
  const heights = points.flatMap(({ values }) => {
    const stacks = new Map<string, number>();
    for (const { key, stack } of series) {
      const on = stack ?? key;
      stacks.set(on, (stacks.get(on) ?? 0) + (values[key] ?? 0));
    }
    return [...stacks.values()];
  });
  return ticksUpTo(Math.max(0, ...heights));
}
