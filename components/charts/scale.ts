/** Round values from zero up to at least `most`, three to six of them, whole where the figures are. */
export function ticksUpTo(most: number): number[] {
  const rough = Math.max(1, most) / 4;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((factor) => factor * magnitude >= rough) ?? 10) * magnitude);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}

/** Places of at most `labelsMax` labels among `count`, evenly from the first on. */
export function labelledPlaces(count: number, labelsMax: number): number[] {
  const stride = Math.max(1, Math.ceil(count / labelsMax));
  return Array.from({ length: Math.ceil(count / stride) }, (_, index) => index * stride);
}
