import { z } from "zod";
import { listContacts } from "@/lib/contacts/list-contacts";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import type { FoundPerson } from "./schema";

const foundMax = 6;
const SearchInput = z.object({ q: z.string().trim().max(100).default("") });

/** People whom a name, a number or an address begins to name, by the index of contacts; nobody for fewer than two characters. */
export async function searchPeople(ctx: Context, input: unknown): Promise<FoundPerson[]> {
  requirePermission(ctx, "contact.read");
  const { q } = parseInput(SearchInput, input);
  if (q.length < 2) return [];
  const { contacts } = await listContacts(ctx, { filters: { search: q }, limit: foundMax });
  return contacts.map(({ id, name, phone, email, company, lastCall }) => {
    const title = name ?? phone?.text ?? email ?? "Contact";
    const details = [company, phone?.text, email].filter((text) => text && text !== title);
    return { contactId: id, title, detail: details.join(" · ") || null, lastCallId: lastCall?.id ?? null };
  });
}
