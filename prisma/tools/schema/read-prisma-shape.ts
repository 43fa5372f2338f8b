import {
  columnName,
  type Datamodel,
  type Field,
  isView,
  type Model,
  readDatamodel,
  sqlType,
  tableOf,
} from "./datamodel";
import type { SchemaShape, TableShape } from "./table-shape";

/** The tables as schema.prisma describes them. */
export async function readPrismaShape(): Promise<SchemaShape> {
  const datamodel = await readDatamodel();
  const tables = datamodel.models.filter((model) => !isView(model));
  return Object.fromEntries(tables.map((model) => [tableOf(model), tableShape(model, datamodel)]));
}

function tableShape(model: Model, datamodel: Datamodel): TableShape {
  const scalars = model.fields.filter((field) => field.kind !== "object");
  const list = (names: readonly string[]) => names.map((name) => columnOf(model, name)).join(", ");
  const primaryKey = model.primaryKey?.fields ?? scalars.filter((field) => field.isId).map(({ name }) => name);
  return {
    columns: Object.fromEntries(scalars.map((field) => [columnName(field), columnText(field)])),
    primaryKey: list(primaryKey),
    uniques: uniques(model).map(list).sort(),
    indexes: indexes(model, datamodel).sort(),
    foreignKeys: foreignKeys(model, datamodel).sort(),
  };
}

/** Prisma wants the columns of a one-to-one to be unique together, also where fewer of them are unique already. */
function uniques(model: Model): (readonly string[])[] {
  const declared = [
    ...model.uniqueFields,
    ...model.fields.filter((field) => field.isUnique).map((field) => [field.name]),
  ];
  const links = model.fields.map((field) => field.relationFromFields?.join() ?? "");
  const isWider = (fields: readonly string[]) =>
    declared.some((other) => other.length < fields.length && other.every((name) => fields.includes(name)));
  return declared.filter((fields) => !(links.includes(fields.join()) && isWider(fields)));
}

function indexes(model: Model, { indexes }: Datamodel): string[] {
  return indexes
    .filter((index) => index.model === model.name && index.type === "normal")
    .map(({ dbName, fields }) => {
      const columns = fields.map(({ name }) => columnOf(model, name));
      const sorted = fields.map(({ sortOrder }, i) => `${columns[i]}${sortOrder === "desc" ? " DESC" : ""}`);
      return `${dbName ?? `${tableOf(model)}_${columns.join("_")}_idx`} (${sorted.join(", ")})`;
    });
}

function foreignKeys(model: Model, { models }: Datamodel): string[] {
  return model.fields
    .filter((field) => (field.relationFromFields?.length ?? 0) > 0)
    .map((field) => {
      const target = models.find(({ name }) => name === field.type);
      if (!target) throw new Error(`${field.type} is no model.`);
      const from = (field.relationFromFields ?? []).map((name) => columnOf(model, name)).join(", ");
      const to = (field.relationToFields ?? []).map((name) => columnOf(target, name)).join(", ");
      const { relationOnDelete, relationOnUpdate } = field;
      return `${from} → ${tableOf(target)} (${to}), on delete ${relationOnDelete}, on update ${relationOnUpdate}`;
    });
}

function columnText(field: Field): string {
  const value = field.default === undefined ? "" : ` default ${defaultOf(field.default)}`;
  return `${sqlType(field)}${field.isRequired ? " not null" : ""}${value}`;
}

function defaultOf(value: NonNullable<Field["default"]>): string {
  if (Array.isArray(value)) return `{${value.join(",")}}`;
  if (typeof value !== "object" || !("args" in value)) return String(value);
  if (value.name === "autoincrement") return "identity";
  if (value.name === "dbgenerated") return String(value.args[0] ?? "computed");
  return `${value.name}(${value.args.join(", ")})`;
}

function columnOf(model: Model, name: string): string {
  const field = model.fields.find((other) => other.name === name);
  return field ? columnName(field) : name;
}
