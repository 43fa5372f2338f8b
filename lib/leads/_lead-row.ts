import { type ExpressionBuilder, type InferResult, type QueryCreator, sql } from "kysely";
import { leadTemperatures } from "@/lib/calls/lead-temperature";
import { ctas } from "@/lib/calls/schema";
import type { DB } from "@/lib/db/generated-tables/tables";
import { instantText } from "@/lib/lists/instant-text";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { oneOf } from "@/lib/platform/one-of";
import { ctaColumns } from "./_scope";
import type { LeadListItem } from "./schema";

type Leads = ExpressionBuilder<DB & { l: DB["leads"] }, "l">;

/** The columns of leads `l` and of their agent `a`, contact `p`, follow-up `f` and customer `k`. */
export const selectLeads = (kysely: QueryCreator<DB>) =>
  kysely
    .selectFrom("leads as l")
    .innerJoin("agents as a", (join) =>
      join.onRef("a.id", "=", "l.latest_agent_id").onRef("a.user_id", "=", "l.user_id"),
    )
    .leftJoin("contacts as p", (join) =>
      join.onRef("p.user_id", "=", "l.user_id").onRef("p.phone_number", "=", "l.person_key"),
    )
    .leftJoinLateral(nextFollowUp, (join) => join.onTrue())
    .leftJoinLateral(customerOf, (join) => join.onTrue())
    .select([
      "l.id",
      "l.person_key",
      sql<string | null>`coalesce(l.name, nullif(p.name, ''))`.as("name"),
      "l.phone_number",
      sql<string | null>`coalesce(l.email, nullif(p.email, ''))`.as("email"),
      sql<string | null>`coalesce(l.company, nullif(p.company, ''))`.as("company"),
      "l.call_count",
      "l.latest_tag",
      "l.latest_is_qualified",
      "l.latest_score",
      "l.latest_rank",
      "l.best_score",
      "l.best_rank",
      "l.best_tag",
      "l.latest_call_id",
      instantText("l.latest_call_at").as("latest_at"),
      "l.latest_agent_id as agent_id",
      "a.name as agent_name",
      "l.cta_pricing_calls",
      "l.cta_demo_calls",
      "l.cta_followup_calls",
      "l.cta_sample_calls",
      "l.cta_human_calls",
      "l.demo_scheduled_at",
      "f.follow_up_day",
      "k.customer_id",
      "k.customer_reference",
    ]);

export type LeadRow = InferResult<ReturnType<typeof selectLeads>>[number];

const nextFollowUp = (l: Leads) =>
  l
    .selectFrom("follow_ups as f")
    .select("f.follow_up_date as follow_up_day")
    .whereRef("f.user_id", "=", "l.user_id")
    .whereRef("f.person_key", "=", "l.person_key")
    .where("f.follow_up_status", "=", sql.lit("pending"))
    .orderBy("f.follow_up_date")
    .limit(1)
    .as("f");

/** The customer made from a lead takes precedence over one with its number, and that over one with its address. */
function customerOf(l: Leads) {
  const by = (key: "c.person_key" | "c.phone" | "c.email_search", place: number) =>
    l
      .selectFrom("customers as c")
      .select(["c.id", "c.customer_reference_number", sql.lit(place).as("place")])
      .whereRef("c.user_id", "=", "l.user_id")
      .whereRef(key, "=", "l.person_key");
  return l
    .selectFrom(by("c.person_key", 1).unionAll(by("c.phone", 2)).unionAll(by("c.email_search", 3)).as("c"))
    .select(["c.id as customer_id", "c.customer_reference_number as customer_reference"])
    .orderBy("c.place")
    .limit(1)
    .as("k");
}

/** A row as the list shows it. */
export function toLead(row: LeadRow): LeadListItem {
  return {
    id: row.id,
    personKey: row.person_key,
    name: row.name,
    phone: row.phone_number === null ? null : { e164: row.phone_number, ...formatPhoneNumber(row.phone_number) },
    email: row.email,
    company: row.company,
    callCount: row.call_count,
    temperature: oneOf(leadTemperatures, row.latest_tag),
    isQualified: row.latest_is_qualified,
    latestScore: row.latest_score,
    bestScore: row.best_score,
    bestTemperature: oneOf(leadTemperatures, row.best_tag),
    latestCallId: row.latest_call_id,
    latestCallAt: row.latest_at,
    agent: { id: row.agent_id, name: row.agent_name },
    ctas: ctas.filter((cta) => row[ctaColumns[cta]] > 0),
    demoAt: row.demo_scheduled_at?.toISOString() ?? null,
    followUpDay: row.follow_up_day,
    customer:
      row.customer_id && row.customer_reference ? { id: row.customer_id, reference: row.customer_reference } : null,
  };
}
