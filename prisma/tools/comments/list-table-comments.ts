import { escapeLiteral } from "pg";
import { columnName, isView, type Model, readDatamodel, tableOf } from "../schema/datamodel";
import { type SqlObject, sqlObject } from "../sql-object";
import { sharedColumns } from "./shared-columns";

/** The comments of each table and its columns as SQL, one text a table: what its `///` say, else what its columns' names mean everywhere. */
export async function listTableComments(schema?: string): Promise<SqlObject[]> {
  const { models } = await readDatamodel(schema);
  return models
    .filter((model) => !isView(model))
    .map((model) => sqlObject(`schema.prisma/${tableOf(model)}`, commentsOf(model)))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

function commentsOf(model: Model): string {
  const table = tableOf(model);
  const columns = model.fields.filter(({ kind }) => kind !== "object");
  const comments = [
    [`TABLE ${table}`, sentence(model)],
    ...columns.map((field) => {
      const column = columnName(field);
      return [`COLUMN ${table}.${column}`, sentence(field) ?? sharedColumns[column]];
    }),
  ];
  return comments
    .filter(([, meaning]) => meaning !== undefined)
    .map(([what, meaning = ""]) => `COMMENT ON ${what} IS ${escapeLiteral(meaning)};`)
    .join("\n");
}

/** The documentation without what it tells the generators of types. */
function sentence({ documentation }: { documentation?: string }): string | undefined {
  const text = documentation?.replaceAll(/@kyselyType\([^)]*\)/g, "").trim();
  return text || undefined;
}
