/** What an import is at; `checking`, `running` and `undoing` are a job's work, the others wait for a person or are ends. */
export const importStatuses = [
  "mapping",
  "checking",
  "checked",
  "running",
  "finished",
  "cancelled",
  "undoing",
  "undone",
  "failed",
] as const;
export type ImportStatus = (typeof importStatuses)[number];

/** Until it begins an import can be read, mapped and checked anew, or discarded. */
export const statusesBeforeBeginning: readonly ImportStatus[] = ["mapping", "checking", "checked", "failed"];

/** What happens with contacts that are there already. */
export const knownContactRules = ["skip", "fill", "overwrite"] as const;
export type KnownContactRule = (typeof knownContactRules)[number];

/** What becomes of a row. */
export const rowVerdicts = ["create", "update", "skip"] as const;
export type RowVerdict = (typeof rowVerdicts)[number];
