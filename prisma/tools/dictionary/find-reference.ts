import type { Dictionary, Relation } from "./read-dictionary";

type ForeignKey = { name: string; from: string[]; table: string; to: string[] };

/** The foreign keys that lead from columns of a table to another: one, or those of the tables on the way. */
export function findReference(reference: string, { relations }: Dictionary): string[] {
  const [, table = "", columns = "", target = ""] = /^(\w+) \((.+)\) → (\w+)$/.exec(reference) ?? [];
  return follow(table, columns.split(", "), target, relations, new Set());
}

function follow(
  table: string,
  columns: readonly string[],
  target: string,
  relations: readonly Relation[],
  seen: Set<string>,
): string[] {
  seen.add(table);
  const relation = relations.find(({ name }) => name === table);
  const keys = foreignKeys(relation).filter(({ from }) => columns.every((column) => from.includes(column)));
  const direct = keys.find((key) => key.table === target);
  if (direct) return [direct.name];
  for (const key of keys.filter((other) => !seen.has(other.table))) {
    const next = columns.map((column) => key.to[key.from.indexOf(column)] ?? "");
    const rest = follow(key.table, next, target, relations, seen);
    if (rest.length > 0) return [key.name, ...rest];
  }
  return [];
}

function foreignKeys(relation: Relation | undefined): ForeignKey[] {
  return (relation?.constraints ?? []).flatMap(({ name, definition }) => {
    const [, from, table, to] = /^FOREIGN KEY \((.+?)\) REFERENCES (\w+)\((.+?)\)/.exec(definition) ?? [];
    return from && table && to ? [{ name, from: from.split(", "), table, to: to.split(", ") }] : [];
  });
}
