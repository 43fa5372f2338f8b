import { columnOf, type FieldOf, fieldsOf } from "@/lib/metrics/kept-in";
import { counters } from "@/lib/metrics/registry";

/** The column of the daily rollups that holds each figure. */
export const periodColumns = Object.fromEntries(
  fieldsOf("agentDays").map((field) => [field, columnOf(counters[field], "agentDays")]),
) as Record<FieldOf<"agentDays">, string>;
