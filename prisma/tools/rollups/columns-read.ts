import { readFileSync } from "node:fs";
import path from "node:path";
import type { CountedTable } from "@/lib/metrics/declaration";
import { everyCounter } from "@/lib/metrics/every-counter";
import { dimensionColumns } from "./dimension-columns";

/** The columns of a table that its counters read, besides the dimensions, in the order in which counters name them. */
export function columnsRead(table: CountedTable): string[] {
  const known = columnsOf(table);
  const named = everyCounter
    .filter((counter) => counter.table === table)
    .flatMap(({ value }) => value.replaceAll(/'[^']*'/g, "").match(/\b[a-z_][a-z0-9_]*\b/g) ?? []);
  return [...new Set(named)].filter((name) => known.has(name) && !dimensionColumns.some((column) => column === name));
}

/** The columns that schema.prisma gives a table. */
function columnsOf(table: CountedTable): Set<string> {
  const schema = readFileSync(path.join(import.meta.dirname, "../../schema.prisma"), "utf8");
  const model = schema.split(/^(?=model )/m).find((text) => text.includes(`@@map("${table}")`)) ?? "";
  return new Set(
    [...model.matchAll(/^ {2}(\w+) +\w.*$/gm)].map(([line, name = ""]) => /@map\("(\w+)"\)/.exec(line)?.[1] ?? name),
  );
}
