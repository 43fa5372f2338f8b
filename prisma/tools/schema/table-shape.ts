/** What schema.prisma and the database can both say of a table, in the words of PostgreSQL's catalogue. */
export type TableShape = {
  /** Each column's type, whether it may be missing, and its default. */
  columns: Record<string, string>;
  primaryKey: string;
  /** "a, b" for each set of columns that is unique, whether by a constraint or by an index. */
  uniques: string[];
  /** "name (a, b DESC)" for each index that is neither unique nor partial. */
  indexes: string[];
  /** "a, b → table (c, d), on delete …, on update …" */
  foreignKeys: string[];
};

export type SchemaShape = Record<string, TableShape>;
