const units = ["B", "kB", "MB", "GB", "TB"] as const;

/** A size as people read it, in powers of 1,000: "512 B", "1.2 GB". */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  // What would be written as 1,000 is one of the next unit.
  while (Math.round(value) >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit > 0 && value < 10 ? 1 : 0;
  return `${value.toFixed(digits)} ${units[unit]}`;
}
