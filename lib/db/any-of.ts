import { type RawBuilder, sql } from "kysely";

/** To be compared with an id: one parameter, however many ids there are. */
export const anyOf = (ids: readonly string[]): RawBuilder<string> => sql<string>`ANY (${ids}::uuid[])`;
