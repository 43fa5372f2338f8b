import type { RowValues } from "./import-row";

export type DuplicateFinder = {
  /** The line of the earlier row that has this number or address; null when there is none, and then this row is the one. */
  find(values: Pick<RowValues, "phone" | "email">, line: number): number | null;
};

/** The key that detects duplicate rows of a file: of those with the same number or address the first one counts. */
export function createDuplicateFinder(): DuplicateFinder {
  const lines = new Map<string, number>();
  return {
    find({ phone, email }, line) {
      const earlier =
        (phone === null ? undefined : lines.get(phone)) ?? (email === null ? undefined : lines.get(email));
      if (earlier !== undefined) return earlier;
      if (phone !== null) lines.set(phone, line);
      // A copy: what was cut out of a piece of the file would keep the whole piece in memory.
      if (email !== null) lines.set(Buffer.from(email).toString(), line);
      return null;
    },
  };
}
