import { type Expression, expressionBuilder, type SqlBool, sql } from "kysely";
import { z } from "zod";
import type { DB } from "@/lib/db/generated-tables/tables";
import { anyOf } from "@/lib/lists/any-of";
import { storableText } from "@/lib/platform/storable-text";
import type { AdminAgentFilters } from "./schema";

const g = expressionBuilder<DB & { g: DB["agents"] }, "g">();

/** The conditions under which an agent `g` is one that the filters match. */
export function agentConditions({ q, active, type, ids }: AdminAgentFilters): Expression<SqlBool>[] {
  return [
    ...(q ? [searchCondition(storableText(q))] : []),
    ...(active ? [g("g.is_active", "=", active === "yes")] : []),
    ...(type ? [g("g.agent_type", "=", type)] : []),
    ...(ids ? [g("g.id", "=", anyOf(ids))] : []),
  ];
}

function searchCondition(text: string): Expression<SqlBool> {
  if (z.uuid().safeParse(text).success) {
    const id = text.toLowerCase();
    return g.or([g("g.id", "=", id), g("g.user_id", "=", id)]);
  }
  const part = `%${text.toLowerCase().replaceAll(/[\\%_]/g, "\\$&")}%`;
  return g.or([
    sql<boolean>`lower(g.name) LIKE ${part}`,
    sql<boolean>`lower(g.elevenlabs_agent_id) LIKE ${part}`,
    sql<boolean>`g.user_id IN (SELECT p.id FROM users p WHERE lower(p.name) LIKE ${part} OR p.email LIKE ${part})`,
  ]);
}
