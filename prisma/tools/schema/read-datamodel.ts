import { readFileSync } from "node:fs";
import path from "node:path";
import internals from "@prisma/internals";

export type Datamodel = Awaited<ReturnType<typeof internals.getDMMF>>["datamodel"];
export type Model = Datamodel["models"][number];
export type Field = Model["fields"][number];

const schemaFile = path.join(import.meta.dirname, "../../schema.prisma");

/** What Prisma reads in schema.prisma. */
export async function readDatamodel(file = schemaFile): Promise<Datamodel> {
  return (await internals.getDMMF({ datamodel: readFileSync(file, "utf8") })).datamodel;
}

export const tableOf = (model: Model) => model.dbName ?? model.name;
export const columnOf = (field: Field) => field.dbName ?? field.name;
