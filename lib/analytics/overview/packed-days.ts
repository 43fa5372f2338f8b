import { createHash } from "node:crypto";
import { z } from "zod";
import { noTotals, totalNames } from "@/lib/metrics/period-totals";
import type { DayTotals } from "@/lib/metrics/totals";

const PackedDays = z.array(z.tuple([z.iso.date()]).rest(z.number()));

/** Identifies the packed format, which differs if another running version has other metrics or another order. */
export const packedDays = `days of ${createHash("sha256").update(totalNames.join()).digest("hex").slice(0, 12)}`;

/** Days as rows of numbers in the order of their names, a fifth of the size of objects. */
export function packDays(days: DayTotals[]): z.infer<typeof PackedDays> {
  return days.map((totals) => [totals.day, ...totalNames.map((name) => totals[name])]);
}

/** What `packDays` packed; null for anything else. */
export function unpackDays(packed: unknown): DayTotals[] | null {
  const { data } = PackedDays.safeParse(packed);
  if (!data?.every(([, ...numbers]) => numbers.length === totalNames.length)) return null;
  return data.map(([day, ...numbers]) => {
    const totals = { day, ...noTotals };
    totalNames.forEach((name, index) => {
      totals[name] = numbers[index] ?? 0;
    });
    return totals;
  });
}
