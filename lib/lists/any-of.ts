import { type RawBuilder, sql } from "kysely";

/** Ids to compare with, as one parameter however many there are. */
export const anyOf = (ids: readonly string[]): RawBuilder<string> => sql<string>`ANY (${ids}::uuid[])`;
