import { createHash } from "node:crypto";

/**
 * SQL that can be applied again and again. `name` is the path below `prisma/objects` with forward slashes, or `schema.prisma/<table>` for the
 * comments that follow from there.
 */
export type SqlObject = { name: string; sql: string; hash: string };

export const sqlObject = (name: string, sql: string): SqlObject => ({
  name,
  sql,
  hash: createHash("sha256").update(sql).digest("hex"),
});

/** Where a person edits an object. */
export const placeOf = (name: string) => (isOfSchema(name) ? `prisma/${name}` : `prisma/objects/${name}`);

export const isOfSchema = (name: string) => name.startsWith("schema.prisma/");
