import { AppError } from "@/lib/platform/errors";

/** What stands around lines that are generated into a file whose other lines are written by hand. */
export const regionBegin = "Counters, written from lib/metrics/registry.ts by `npm run db:rollups -- write`.";
export const regionEnd = "The end of the counters.";

/**
 * A text with the lines of its one generated region in place of those that were there; `comment` begins a comment of its language.
 * @throws AppError CONFLICT where the region is not there.
 */
export function fillRegion(text: string, comment: string, lines: readonly string[]): string {
  const all = text.split("\n");
  const begin = all.findIndex((line) => line.trim() === `${comment} ${regionBegin}`);
  const end = all.findIndex((line, index) => index > begin && line.trim() === `${comment} ${regionEnd}`);
  if (begin === -1 || end === -1) throw new AppError("CONFLICT", `Nothing says "${comment} ${regionBegin}".`);
  return [...all.slice(0, begin + 1), ...lines, ...all.slice(end)].join("\n");
}
