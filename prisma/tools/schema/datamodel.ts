import { readFileSync } from "node:fs";
import path from "node:path";
import internals from "@prisma/internals";

export type Datamodel = Awaited<ReturnType<typeof internals.getDMMF>>["datamodel"];
export type Model = Datamodel["models"][number];
export type Field = Model["fields"][number];

const schemaFile = path.join(import.meta.dirname, "../../schema.prisma");

/** schema.prisma as Prisma understands it. */
export async function readDatamodel(file = schemaFile): Promise<Datamodel> {
  return (await internals.getDMMF({ datamodel: readFileSync(file, "utf8") })).datamodel;
}

/** Prisma demands a unique key of every table, and allows none of a view. */
export function isView({ fields, primaryKey, uniqueFields }: Model): boolean {
  return primaryKey === null && uniqueFields.length === 0 && !fields.some(({ isId, isUnique }) => isId || isUnique);
}

export const tableOf = (model: Model) => model.dbName ?? model.name;
export const columnName = (field: Field) => field.dbName ?? field.name;

/** Prisma's scalar and native types in the words of the catalogue. */
export function sqlType({ type, nativeType, isList }: Field): string {
  const [name, args] = nativeType ?? [null, []];
  const named: Record<string, string> = {
    Uuid: "uuid",
    VarChar: `character varying(${args[0]})`,
    Timestamptz: "timestamp with time zone",
    Date: "date",
    Inet: "inet",
    Decimal: args.length > 0 ? `numeric(${args.join(",")})` : "numeric",
  };
  const plain: Record<string, string> = {
    String: "text",
    Int: "integer",
    BigInt: "bigint",
    Float: "double precision",
    Boolean: "boolean",
    Json: "jsonb",
    Bytes: "bytea",
  };
  return `${(name && named[name]) ?? plain[type] ?? type}${isList ? "[]" : ""}`;
}
