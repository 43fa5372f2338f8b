import { listTableComments } from "./comments/list-table-comments";
import { listObjects } from "./list-objects";
import type { SqlObject } from "./sql-object";

export type Sources = { objects?: string; schema?: string };

/** All that is applied again when it changes, in order: what schema.prisma says of tables and columns, then the object files. */
export async function listSources({ objects, schema }: Sources = {}): Promise<SqlObject[]> {
  return [...(await listTableComments(schema)), ...listObjects(objects)];
}
