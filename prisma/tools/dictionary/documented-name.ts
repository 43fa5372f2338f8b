/** A name of the database's documentation, with what stands for it where that has another name. */
export type DocumentedName = {
  kind:
    | "table"
    | "column"
    | "unique key"
    | "reference"
    | "index"
    | "view"
    | "function"
    | "trigger"
    | "schedule"
    | "setting";
  /** A column's and a trigger's begins with "<table>."; a trigger's may end in a star; a key's is "<table> (a, b)",
   * a reference's continues with "→ <table>". */
  name: string;
  note?: string;
  /** The function that a trigger has to run. */
  runs?: string;
  /** The indexes, or the scheduled task, under whose names it exists. */
  existsAs?: readonly string[];
  runsAWeek?: number;
};

export const named = (
  kind: DocumentedName["kind"],
  names: string,
  notes: Record<string, string> = {},
): DocumentedName[] =>
  names
    .trim()
    .split(/\s+/)
    .map((name) => ({ kind, name, note: notes[name] }));
