import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { contactNotFound } from "./contact-not-found";
import { contactPhone } from "./contact-phone";
import type { ContactListItem, ContactSource } from "./schema";

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

type Row = Omit<ContactDetail, "phone" | "createdAt" | "updatedAt" | "sameEmail"> & {
  phone_number: string | null;
  phone_extension: string | null;
  created_at: Date;
  updated_at: Date;
};

/**
 * A contact of the tenant with what it belongs to.
 * @throws AppError NOT_FOUND for one that is not theirs.
 */
export async function getContact(ctx: Context, input: { id: string }): Promise<ContactDetail> {
  const { userId } = requirePermission(ctx, "contact.read");
  if (!z.uuid().safeParse(input.id).success) throw contactNotFound();
  return ctx.db.tenant(userId, async (tx) => {
    const { rows } = await tx.query<Row>(
      `SELECT c.id, nullif(c.name, '') AS name, c.phone_number, c.phone_extension, nullif(c.email, '') AS email, nullif(c.company, '') AS company,
         nullif(c.notes, '') AS notes, c.source, c.auto_created_from_call_id AS "madeByCallId", c.created_at, c.updated_at,
         CASE WHEN i.id IS NOT NULL THEN json_build_object('id', i.id, 'fileName', i.file_name) END AS "madeByImport",
         CASE WHEN k.id IS NOT NULL THEN
           json_build_object('id', k.id, 'reference', k.customer_reference_number, 'status', k.status) END AS customer,
         (SELECT l.id FROM leads l WHERE l.user_id = c.user_id AND l.person_key IN (c.phone_number, lower(c.email))
          ORDER BY l.person_key = c.phone_number DESC LIMIT 1) AS "leadId"
       FROM contacts c
       LEFT JOIN contact_imports i ON i.user_id = c.user_id AND i.id = c.import_id
       LEFT JOIN customers k ON k.user_id = c.user_id AND k.contact_id = c.id
       WHERE c.user_id = $1 AND c.id = $2`,
      [userId, input.id],
    );
    const [row] = rows;
    if (!row) throw contactNotFound();
    const same = await tx.query<{ id: string; title: string }>(
      `SELECT id, coalesce(nullif(name, ''), nullif(company, ''), phone_number, email) AS title
       FROM contacts WHERE user_id = $1 AND email = $2 AND id <> $3 ORDER BY id LIMIT 5`,
      [userId, row.email, row.id],
    );
    const {
      phone_number: number,
      phone_extension: extension,
      created_at: createdAt,
      updated_at: updatedAt,
      ...rest
    } = row;
    return {
      ...rest,
      phone: contactPhone(number, extension),
      sameEmail: same.rows,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
    };
  });
}
