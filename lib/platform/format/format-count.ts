const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });

/** A whole number with thousands separated: 1204 is "1,204". */
export function formatCount(value: number): string {
  return whole.format(value);
}
