/** The status of an import; `checking`, `running` and `undoing` are processed by a job, the others wait for the user or are final. */
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

/** Until it begins an import can be read, mapped and checked again, or discarded. */
export const statusesBeforeBeginning: readonly ImportStatus[] = ["mapping", "checking", "checked", "failed"];

/** The rule for contacts that already exist. */
export const knownContactRules = ["skip", "fill", "overwrite"] as const;
export type KnownContactRule = (typeof knownContactRules)[number];

/** What an import does with a row. */
export const rowVerdicts = ["create", "update", "skip"] as const;
export type RowVerdict = (typeof rowVerdicts)[number];
