import type { Counter } from "@/lib/metrics/declaration";
import { everyCounter } from "@/lib/metrics/every-counter";
import { fillRegion } from "./fill-region";

/** The object file that says what columns mean that several tables and views have. */
export const commentsFile = "zz_comments/1_shared_columns.sql";

/** That file with the meaning of each counter, under every name that it has. */
export function renderComments(sql: string): string {
  const lines = everyCounter.flatMap((counter) =>
    namesOf(counter).map((name) => `    ('${name}', '${counter.comment.replaceAll("'", "''")}'),`),
  );
  return fillRegion(sql, "--", lines);
}

function namesOf({ column, keptIn }: Counter): string[] {
  return [...new Set([column, ...Object.values(keptIn).filter((name) => typeof name === "string")])];
}
