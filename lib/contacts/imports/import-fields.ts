/** Of each of these a file may have several columns; the first that says something in a row counts. */
export const phoneFields = ["phone", "phone2", "phone3", "phone4"] as const;
export const emailFields = ["email", "email2", "email3"] as const;

/** What a column can be taken for. A name may stand in one column, or in two. */
export const importFields = [
  "name",
  "firstName",
  "lastName",
  ...phoneFields,
  ...emailFields,
  "company",
  "notes",
] as const;
export type ImportField = (typeof importFields)[number];

/** Which column (from 0) each field is taken from. */
export type ImportMapping = Partial<Record<ImportField, number>>;

/** Whether every column that the mapping names is there. */
export function isWithin(mapping: ImportMapping, columnCount: number): boolean {
  return Object.values(mapping).every((index) => index < columnCount);
}
