import type { Migration } from "@/prisma/tools/list-migrations";
import { splitStatements } from "./split-statements";

/** How people wrote down what the catalog only has in the server's words. */
export type HistoryTexts = {
  /** `CONSTRAINT name …`, with the comment in front of it. */
  constraint(table: string, name: string): Text | undefined;
  /** The expression of a computed column. */
  expression(table: string, column: string): string | undefined;
  /** The comment in front of a column. */
  remark(table: string, column: string): string[];
  index(name: string): Text | undefined;
  insert(table: string): string | undefined;
};
export type Text = { remarks: string[]; sql: string };

export function readHistoryTexts(migrations: readonly Migration[]): HistoryTexts {
  const statements = migrations.flatMap(({ sql }) => splitStatements(sql)).map(withoutFirstComments);
  const ofTable = (table: string) =>
    statements.filter(({ sql }) =>
      new RegExp(`^(CREATE (UNLOGGED )?TABLE (IF NOT EXISTS )?|ALTER TABLE (ONLY )?)(public\\.)?${table}\\b`).test(sql),
    );
  /** The last place at which a table's statements say so, and the comment lines right before it. */
  const last = (table: string, pattern: RegExp) => {
    for (const { sql } of ofTable(table).reverse()) {
      const match = [...sql.matchAll(pattern)].at(-1);
      if (match) return { sql, at: match.index, length: match[0].length };
    }
    return undefined;
  };
  return {
    constraint(table, name) {
      const found = last(table, new RegExp(`(?<!(DROP|VALIDATE|RENAME) )CONSTRAINT ${name}(?=\\s+[A-Z])`, "g"));
      if (!found) return undefined;
      const sql = found.sql
        .slice(found.at, endOfItem(found.sql, found.at))
        .trim()
        .replace(/ NOT VALID$/, "");
      return { sql, remarks: remarksBefore(found.sql, found.at) };
    },
    expression(table, column) {
      // A table that was made like another one has its expressions from there.
      const pattern = new RegExp(`\\b${column} [^,;]*? GENERATED ALWAYS AS \\(`, "g");
      const found = last(table, pattern) ?? last("\\w+", pattern);
      if (!found) return undefined;
      const from = found.at + found.length;
      return found.sql.slice(from, endOfItem(found.sql, from)).trim();
    },
    remark(table, column) {
      const found = last(table, new RegExp(`(?<=\\n  (ADD COLUMN )?)${column} [a-z]`, "g"));
      return found ? remarksBefore(found.sql, found.at) : [];
    },
    index(name) {
      return statements.findLast(({ sql }) =>
        new RegExp(`^CREATE (UNIQUE )?INDEX (IF NOT EXISTS )?${name}\\b`).test(sql),
      );
    },
    insert(table) {
      return statements.findLast(({ sql }) => sql.startsWith(`INSERT INTO ${table} `))?.sql;
    },
  };
}

/** A comment that belongs to the statement stands right above it, without an empty line. */
function withoutFirstComments(text: string): Text {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.trim() !== "" && !line.startsWith("--"));
  const before = lines.slice(0, Math.max(first, 0));
  const gap = before.lastIndexOf("");
  return {
    remarks: before.slice(gap + 1).filter((line) => !line.startsWith("-- object:")),
    sql: lines.slice(Math.max(first, 0)).join("\n"),
  };
}

function remarksBefore(sql: string, at: number): string[] {
  const lines = sql.slice(0, at).split("\n").slice(0, -1);
  const remarks: string[] = [];
  for (const line of lines.reverse()) {
    if (!line.trim().startsWith("--")) break;
    remarks.unshift(line.trim());
  }
  return remarks;
}

/** Where the item of a list ends that begins at `from`: at a comma, a closing bracket or the end of the statement. */
function endOfItem(sql: string, from: number): number {
  const token = /--[^\n]*|'(?:[^']|'')*'|[(),[\]]/g;
  token.lastIndex = from;
  let depth = 0;
  for (let match = token.exec(sql); match; match = token.exec(sql)) {
    const [text] = match;
    if (text === "(" || text === "[") depth += 1;
    else if (text === ")" || text === "]") {
      if (depth === 0) return match.index;
      depth -= 1;
    } else if (text === "," && depth === 0) return match.index;
  }
  return sql.length;
}
