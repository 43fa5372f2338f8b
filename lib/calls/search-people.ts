import { z } from "zod";
import { contactQuery } from "@/lib/contacts/contact-query";
import type { Context } from "@/lib/db/context";
import { readDefaultCountry } from "@/lib/db/read-default-country";
import { requirePermission } from "@/lib/db/require-permission";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { parseInput } from "@/lib/platform/parse-input";
import { type Candidate, rankPeople } from "./rank-people";
import type { FoundPerson } from "./schema";

const foundMax = 6;
/** Of a text that very many match: as many of any of them, whoever is called just so, and those whose calls were the last. */
const candidatesMax = 1_000;
const recentCallsMax = 400;
const SearchInput = z.object({ q: z.string().trim().max(100).default("") });

type Row = {
  id: string;
  name: string | null;
  phone_number: string | null;
  email: string | null;
  company: string | null;
  call_id: string | null;
  last_at: string | null;
};

/** People whom a name, a number, an address or a company begins to name, the likeliest first; nobody for fewer than two characters. */
export async function searchPeople(ctx: Context, input: unknown): Promise<FoundPerson[]> {
  const { userId } = requirePermission(ctx, "contact.read");
  const { q } = parseInput(SearchInput, input);
  if (q.length < 2) return [];
  const rows = await ctx.db.tenant(userId, async (tx) => {
    const query = contactQuery(q, { userId, country: await readDefaultCountry(tx, userId) });
    if (query === null) return [];
    const found = await tx.query<Row>(
      `WITH recent AS MATERIALIZED (
         SELECT DISTINCT contact_id FROM (
           SELECT contact_id FROM calls WHERE user_id = $1 ORDER BY started_at DESC, id DESC LIMIT ${recentCallsMax}
         ) last WHERE contact_id IS NOT NULL
       ), found AS MATERIALIZED (
         SELECT unnest(search_contacts($2::tsquery, ${candidatesMax})) AS id
         UNION
         (SELECT c.id FROM contacts c WHERE c.user_id = $1 AND c.name_key = fold_text($3) LIMIT ${candidatesMax})
         UNION
         SELECT c.id FROM contacts c
          WHERE c.user_id = $1 AND c.id = ANY (ARRAY (SELECT contact_id FROM recent)) AND c.search @@ $2::tsquery
       )
       SELECT c.id, c.name, c.phone_number, c.email, c.company, k.id AS call_id,
         to_char(k.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS last_at
       FROM contacts c LEFT JOIN LATERAL (
         SELECT k.id, k.started_at FROM calls k WHERE k.user_id = c.user_id AND k.contact_id = c.id
         ORDER BY k.started_at DESC, k.id DESC LIMIT 1
       ) k ON true
       WHERE c.user_id = $1 AND c.id = ANY (ARRAY (SELECT id FROM found))`,
      [userId, query, q],
    );
    return found.rows;
  });
  return rankPeople(rows.map(toCandidate), q)
    .slice(0, foundMax)
    .map(({ contactId, title, detail, lastCallId }) => ({ contactId, title, detail, lastCallId }));
}

function toCandidate({ id, name, phone_number, email, company, call_id, last_at }: Row): Candidate {
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
