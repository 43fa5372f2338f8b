import { columnOf, type FieldOf, fieldsOf } from "./kept-in";
import { counters } from "./registry";

/** The column of the daily rollups that holds each metric. */
export const periodColumns = Object.fromEntries(
  fieldsOf("agentDays").map((field) => [field, columnOf(counters[field], "agentDays")]),
) as Record<FieldOf<"agentDays">, string>;
