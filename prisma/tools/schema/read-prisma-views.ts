import { columnName, isView, readDatamodel, sqlType, tableOf } from "./datamodel";

/** Each view that schema.prisma describes, with the types of the columns it names. */
export async function readPrismaViews(): Promise<Record<string, Record<string, string>>> {
  const { models } = await readDatamodel();
  return Object.fromEntries(
    models
      .filter(isView)
      .map((view) => [
        tableOf(view),
        Object.fromEntries(view.fields.map((field) => [columnName(field), sqlType(field)])),
      ]),
  );
}
