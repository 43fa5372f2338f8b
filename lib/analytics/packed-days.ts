import { createHash } from "node:crypto";
import { z } from "zod";
import type { DayFigures } from "./overview";
import { figureNames, noFigures } from "./period-figures";

const PackedDays = z.array(z.tuple([z.iso.date()]).rest(z.number()));

/** Names the packed form: of other figures, or in another order, as a version beside this one may have them, they are packed differently. */
export const packedDays = `days of ${createHash("sha256").update(figureNames.join()).digest("hex").slice(0, 12)}`;

/** Days as rows of numbers in the order of their names, a fifth of the size of objects. */
export function packDays(days: DayFigures[]): z.infer<typeof PackedDays> {
  return days.map((figures) => [figures.day, ...figureNames.map((name) => figures[name])]);
}

/** What `packDays` packed; null for anything else. */
export function unpackDays(packed: unknown): DayFigures[] | null {
  const { data } = PackedDays.safeParse(packed);
  if (!data?.every(([, ...numbers]) => numbers.length === figureNames.length)) return null;
  return data.map(([day, ...numbers]) => {
    const figures = { day, ...noFigures };
    figureNames.forEach((name, index) => {
      figures[name] = numbers[index] ?? 0;
    });
    return figures;
  });
}
