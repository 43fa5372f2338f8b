import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { oneOf } from "@/lib/platform/one-of";
import { contactNotFound } from "./contact-not-found";
import { contactPhone } from "./contact-phone";
import { type ContactListItem, type ContactSource, contactSources } from "./schema";

export type ContactDetail = {
  id: string;
  name: string | null;
  phone: ContactListItem["phone"];
  email: string | null;
  company: string | null;
  notes: string | null;
  source: ContactSource;
  /** The call that it was made from. */
  madeByCallId: string | null;
  madeByImport: { id: string; fileName: string } | null;
  customer: { id: string; reference: string; status: string } | null;
  /** What calls of the number, or else of the address, say of them as a lead. */
  leadId: string | null;
  /** Other contacts with the same address. */
  sameEmail: { id: string; title: string }[];
  createdAt: string;
  updatedAt: string;
};

/**
 * A contact of the tenant with what it belongs to.
 * @throws AppError NOT_FOUND for one that is not theirs.
 */
export async function getContact(ctx: Context, input: { id: string }): Promise<ContactDetail> {
  const { userId } = requirePermission(ctx, "contact.read");
  if (!z.uuid().safeParse(input.id).success) throw contactNotFound();
  return ctx.db.tenant(userId, async (tx) => {
    const row = await readContact(tx, userId, input.id);
    if (!row) throw contactNotFound();
    return {
      id: row.id,
      name: row.name || null,
      phone: contactPhone(row.phone_number, row.phone_extension),
      email: row.email || null,
      company: row.company || null,
      notes: row.notes || null,
      source: oneOf(contactSources, row.source),
      madeByCallId: row.auto_created_from_call_id,
      madeByImport: row.import_id && row.file_name ? { id: row.import_id, fileName: row.file_name } : null,
      customer:
        row.customer_id && row.reference && row.status
          ? { id: row.customer_id, reference: row.reference, status: row.status }
          : null,
      leadId: row.lead_id,
      sameEmail: row.email ? await listSameEmail(tx, userId, { id: row.id, email: row.email }) : [],
      createdAt: row.created_at.toISOString(),
      updatedAt: row.updated_at.toISOString(),
    };
  });
}

function readContact({ kysely }: Transaction, userId: string, id: string) {
  return kysely
    .selectFrom("contacts as c")
    .leftJoin("contact_imports as i", (join) =>
      join.onRef("i.user_id", "=", "c.user_id").onRef("i.id", "=", "c.import_id"),
    )
    .leftJoin("customers as k", (join) => join.onRef("k.user_id", "=", "c.user_id").onRef("k.contact_id", "=", "c.id"))
    .select((eb) => [
      "c.id",
      "c.name",
      "c.phone_number",
      "c.phone_extension",
      "c.email",
      "c.company",
      "c.notes",
      "c.source",
      "c.auto_created_from_call_id",
      "c.created_at",
      "c.updated_at",
      "i.id as import_id",
      "i.file_name",
      "k.id as customer_id",
      "k.customer_reference_number as reference",
      "k.status",
      eb
        .selectFrom("leads as l")
        .select("l.id")
        .whereRef("l.user_id", "=", "c.user_id")
        .where(sql<boolean>`l.person_key IN (c.phone_number, lower(c.email))`)
        .orderBy(sql`l.person_key = c.phone_number`, "desc")
        .limit(1)
        .as("lead_id"),
    ])
    .where("c.user_id", "=", userId)
    .where("c.id", "=", id)
    .executeTakeFirst();
}

/** A few other contacts with the same address, by what each is called. */
async function listSameEmail({ prisma }: Transaction, userId: string, { id, email }: { id: string; email: string }) {
  const others = await prisma.contact.findMany({
    where: { userId, email, id: { not: id } },
    orderBy: { id: "asc" },
    take: 5,
    select: { id: true, name: true, company: true, phoneNumber: true },
  });
  return others.map((other) => ({ id: other.id, title: other.name || other.company || other.phoneNumber || email }));
}
