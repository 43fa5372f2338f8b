const formats = new Map<number, Intl.NumberFormat>();

/** A number rounded to `digits` decimal places, which it always shows: (12.34, 1) is "12.3". */
export function formatDecimal(value: number, digits: number): string {
  let format = formats.get(digits);
  if (!format) {
    format = new Intl.NumberFormat("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
    formats.set(digits, format);
  }
  return format.format(value);
}
