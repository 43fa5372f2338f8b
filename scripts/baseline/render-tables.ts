import type { HistoryTexts } from "./history-texts";
import type { BaselineColumn, BaselineConstraint, BaselineTable } from "./read-tables";

/** The tables one after another, each with its constraints and indexes, as a person would write them. */
export function renderTables(tables: readonly BaselineTable[], texts: HistoryTexts): string {
  const written = new Set<string>();
  const later: { table: string; constraint: BaselineConstraint }[] = [];
  const parts: string[] = [];
  const waiting = [...tables];
  while (waiting.length > 0) {
    const index = Math.max(
      0,
      waiting.findIndex((table) => needs(table, tables).every((name) => written.has(name))),
    );
    const [table] = waiting.splice(index, 1);
    if (!table) break;
    written.add(table.name);
    const now = table.constraints.filter(({ target }) => target === null || written.has(target));
    for (const constraint of table.constraints)
      if (!now.includes(constraint)) later.push({ table: table.name, constraint });
    parts.push(tableText({ ...table, constraints: now }, texts));
    for (const late of later.filter(({ constraint }) => constraint.target === table.name)) {
      const { sql, remarks } = constraintText(late.table, late.constraint, texts);
      parts.push([...remarks, `ALTER TABLE ${late.table}\n  ADD ${wrapped(sql)};`].join("\n"));
      later.splice(later.indexOf(late), 1);
    }
  }
  return parts.join("\n\n");
}

/** A key that is checked at the end of a transaction closes a circle, and comes later. */
const needs = ({ name, constraints }: BaselineTable, tables: readonly BaselineTable[]): string[] =>
  constraints
    .filter(({ target, definition }) => target !== null && target !== name && !definition.includes("DEFERRABLE"))
    .map(({ target }) => target ?? "")
    .filter((target) => tables.some((table) => table.name === target));

function tableText(table: BaselineTable, texts: HistoryTexts): string {
  const { name, persistence, options, columns, constraints, indexes } = table;
  const items = [
    ...columns.map((column) => ({ remarks: texts.remark(name, column.name), sql: columnText(name, column, texts) })),
    ...constraints.map((constraint) => constraintText(name, constraint, texts)),
  ];
  const lines = items.flatMap(({ remarks, sql }, place) => [
    ...remarks.map((remark) => `  ${remark}`),
    `  ${wrapped(sql)}${place < items.length - 1 ? "," : ""}`,
  ]);
  const end = options ? `) WITH (${list(options)});` : ");";
  return [
    `-- ${table.comment}.`,
    `CREATE ${persistence === "u" ? "UNLOGGED " : ""}TABLE ${name} (`,
    ...lines,
    end,
    ...indexes.flatMap((index) => {
      const { remarks, sql } = texts.index(index.name) ?? { remarks: [], sql: index.definition };
      const made = sql.replace("INDEX IF NOT EXISTS", "INDEX");
      return [...remarks, `${index.options ? made.replace(/ WITH \(.*\)$/, ` WITH (${list(index.options)})`) : made};`];
    }),
  ].join("\n");
}

/** Keys are plain in the catalog; what a check asks is not. */
function constraintText(table: string, { name, kind, definition }: BaselineConstraint, texts: HistoryTexts) {
  const text = texts.constraint(table, name);
  if (kind === "c" && text) return text;
  return {
    remarks: text?.remarks ?? [],
    sql: `CONSTRAINT ${name} ${definition.replace(/REFERENCES (\w+)\(/, "REFERENCES $1 (")}`,
  };
}

function columnText(table: string, column: BaselineColumn, texts: HistoryTexts): string {
  const { name, identity, isComputed, isRequired, expression } = column;
  const type = `${shortType(column.type)}${column.collation === null ? "" : ` COLLATE "${column.collation}"`}`;
  if (identity) return `${name} ${type} GENERATED ${identity === "a" ? "ALWAYS" : "BY DEFAULT"} AS IDENTITY`;
  const required = isRequired ? " NOT NULL" : "";
  if (isComputed) {
    return `${name} ${type}${required} GENERATED ALWAYS AS (${texts.expression(table, name) ?? expression}) STORED`;
  }
  return `${name} ${type}${required}${expression === null ? "" : ` DEFAULT ${plain(expression)}`}`;
}

const charactersPerLine = 140;

/** What goes on in a second line is indented below the first, and a long key or computed column goes on in one. */
function wrapped(sql: string): string {
  if (sql.includes("\n")) return sql.replaceAll(/\n {0,3}(?=\S)/g, "\n    ");
  if (sql.length <= charactersPerLine) return sql;
  return sql.replace(/ (?=REFERENCES |GENERATED |CHECK )/, "\n    ");
}

const list = (options: readonly string[]) => options.map((option) => option.replace("=", " = ")).join(", ");

const shortType = (type: string) =>
  type.replace("character varying", "varchar").replace("timestamp with time zone", "timestamptz");

/** A default without the type that its column gives it, and without what a server puts around calls. */
const plain = (expression: string) =>
  expression
    .replace(/^('(?:[^']|'')*')::[a-z ]+(\(\d+\))?(\[\])?$/, "$1")
    .replace(/^\(?\((\w+\(\))\)?::text\)?::(\w+)$/, "$1::text::$2");
