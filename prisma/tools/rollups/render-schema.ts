import { fillRegion } from "./fill-region";
import { type CounterColumn, changesTable, rollupTables } from "./rollup-tables";

/** schema.prisma with the columns of the counters in each table that has some. */
export function renderSchema(schema: string): string {
  const models = schema.split(/^(?=model )/m);
  return models
    .map((model) => {
      const [, table = ""] = /^ {2}@@map\("(\w+)"\)$/m.exec(model) ?? [];
      const columns = rollupTables[table];
      return columns ? fillRegion(model, "//", columns.map(fieldFor(table, columns))) : model;
    })
    .join("");
}

function fieldFor(table: string, columns: readonly CounterColumn[]) {
  const longest = Math.max(...columns.map(({ name }) => fieldName(name).length));
  const isOptional = table === changesTable;
  return ({ name, isLarge }: CounterColumn) => {
    const type = `${isLarge ? "BigInt" : "Int"}${isOptional ? "?" : ""}`;
    const isRenamed = fieldName(name) !== name;
    return [
      `  ${fieldName(name).padEnd(longest)}`,
      type.padEnd(isOptional ? 7 : 6),
      ...(isOptional ? [] : ["@default(0)"]),
      ...(isRenamed ? [`@map("${name}")`] : []),
    ].join(" ");
  };
}

const fieldName = (column: string) => column.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
