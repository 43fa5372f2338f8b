import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { DB } from "@/lib/db/generated-tables/tables";
import type { Transaction } from "@/lib/db/transaction";
import { anyOf } from "@/lib/lists/any-of";
import { firstIds, resolveFilters, type SelectiveFilter } from "@/lib/lists/selective-filters";
import { storableText } from "@/lib/platform/storable-text";
import type { AdminAgentFilters } from "./schema";

const g = expressionBuilder<DB & { g: DB["agents"] }, "g">();

/** The conditions under which an agent `g` is one that the filters match. A search goes through all agents and accounts, once. */
export async function agentConditions(
  tx: Transaction,
  { q, active, type, ids }: AdminAgentFilters,
): Promise<Expression<SqlBool>[]> {
  return [
    ...(await resolveFilters(tx, "g.id", q === undefined ? [] : [searchFilter(storableText(q))])),
    ...(active ? [active === "yes" ? g("g.is_active", "=", true) : g.not(g.ref("g.is_active"))] : []),
    // Written out, as in the condition of the index.
    ...(type ? [sql<boolean>`g.agent_type = ${sql.lit(type)}`] : []),
    ...(ids ? [g("g.id", "=", anyOf(ids))] : []),
  ];
}

function searchFilter(text: string): SelectiveFilter {
  if (z.uuid().safeParse(text).success) {
    const id = text.toLowerCase();
    const condition = g.or([g("g.id", "=", id), g("g.user_id", "=", id)]);
    return { find: firstIds(g.selectFrom("agents as g").select("g.id").where(condition)), condition };
  }
  const part = `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  const ofAgent = sql<boolean>`(lower(g.name) LIKE ${part} OR g.elevenlabs_agent_id = ${text})`;
  const ofTenant = sql<boolean>`(lower(p.name) LIKE ${part} OR p.email LIKE ${part})`;
  const find = firstIds(sql`SELECT g.id FROM agents g WHERE ${ofAgent}
    UNION SELECT g.id FROM users p JOIN agents g ON g.user_id = p.id WHERE ${ofTenant}`);
  return { find, condition: sql<boolean>`(${ofAgent} OR g.user_id IN (SELECT p.id FROM users p WHERE ${ofTenant}))` };
}
