import { type InferResult, type Kysely, sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { contactQuery } from "@/lib/contacts/contact-query";
import { functionValue } from "@/lib/db/function-value";
import type { DB } from "@/lib/db/generated-tables/tables";
import { instantText } from "@/lib/lists/instant-text";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { parseInput } from "@/lib/platform/parse-input";
import { readDefaultCountry } from "@/lib/settings/read-default-country";
import type { FoundPerson } from "../schema";
import { type Candidate, rankPeople } from "./rank-people";

const foundMax = 6;
/** If very many match: some of them, those with exactly this name, and those who called last. */
const candidatesMax = 1_000;
const recentCallsMax = 400;
const SearchInput = z.object({ q: z.string().trim().max(100).default("") });

/** People whom a name, a number, an address or a company begins to name, the likeliest first; nobody for fewer than two characters. */
export async function searchPeople(ctx: Context, input: unknown): Promise<FoundPerson[]> {
  const { userId } = requirePermission(ctx, "contact.read");
  const { q } = parseInput(SearchInput, input);
  if (q.length < 2) return [];
  const rows = await ctx.db.tenant(userId, async (tx) => {
    const query = contactQuery(q, { userId, country: await readDefaultCountry(tx, userId) });
    if (query === null) return [];
    return selectPeople(tx.kysely, { userId, query, typed: q }).execute();
  });
  return rankPeople(rows.map(toCandidate), q)
    .slice(0, foundMax)
    .map(({ contactId, title, detail, lastCallId }) => ({ contactId, title, detail, lastCallId }));
}

/** The contacts whom the words of `query` begin to name, or who are called just what was typed, each with the last call. */
function selectPeople(kysely: Kysely<DB>, { userId, query, typed }: { userId: string; query: string; typed: string }) {
  const ofTenant = kysely.selectFrom("contacts as c").where("c.user_id", "=", userId);
  const lastCalls = kysely
    .selectFrom("calls")
    .select("contact_id")
    .where("user_id", "=", userId)
    .orderBy("started_at", "desc")
    .orderBy("id", "desc")
    .limit(recentCallsMax)
    .as("last");
  const namesakes = ofTenant
    .select("c.id")
    .where("c.name_key", "=", functionValue("fold_text", { value: typed }))
    .limit(candidatesMax);
  const ofLastCalls = ofTenant
    .select("c.id")
    .where("c.id", "=", sql<string>`ANY (ARRAY (SELECT contact_id FROM recent))`)
    .where(sql<boolean>`c.search @@ ${query}::tsquery`);
  return kysely
    .with(
      (cte) => cte("recent").materialized(),
      (db) => db.selectFrom(lastCalls).select("contact_id").distinct().where("contact_id", "is not", null),
    )
    .with(
      (cte) => cte("found").materialized(),
      (db) =>
        db
          .selectNoFrom(
            sql<string>`unnest(${functionValue("search_contacts", { query, rows_max: candidatesMax })})`.as("id"),
          )
          .union((operands) => operands.parens(namesakes))
          .union(ofLastCalls),
    )
    .selectFrom("contacts as c")
    .leftJoinLateral(
      (of) =>
        of
          .selectFrom("calls as k")
          .select(["k.id", "k.started_at"])
          .whereRef("k.user_id", "=", "c.user_id")
          .whereRef("k.contact_id", "=", "c.id")
          .orderBy("k.started_at", "desc")
          .orderBy("k.id", "desc")
          .limit(1)
          .as("k"),
      (join) => join.onTrue(),
    )
    .where("c.user_id", "=", userId)
    .where("c.id", "=", sql<string>`ANY (ARRAY (SELECT id FROM found))`)
    .select([
      "c.id",
      "c.name",
      "c.phone_number",
      "c.email",
      "c.company",
      "k.id as call_id",
      instantText<string | null>("k.started_at").as("last_at"),
    ]);
}

type Person = InferResult<ReturnType<typeof selectPeople>>[number];

function toCandidate({ id, name, phone_number, email, company, call_id, last_at }: Person): Candidate {
  const phone = phone_number && formatPhoneNumber(phone_number).text;
  const title = name || phone || email || "Contact";
  const details = [company, phone, email].filter((text) => text && text !== title);
  return {
    contactId: id,
    title,
    detail: details.join(" · ") || null,
    lastCallId: call_id,
    texts: [name, company, email],
    phone: phone_number,
    lastAt: last_at,
  };
}
