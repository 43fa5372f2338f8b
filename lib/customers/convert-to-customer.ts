import { z } from "zod";
import type { CallDirection, CallSource } from "@/lib/calls/schema";
import { lockContacts } from "@/lib/contacts/lock-contacts";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { Transaction } from "@/lib/db/transaction";
import { leadNotFound } from "@/lib/leads/lead-not-found";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { newId } from "@/lib/platform/ids";
import { parseInput } from "@/lib/platform/parse-input";
import { leadSource } from "./lead-source";
import { ConvertInput } from "./schema";

type Lead = {
  person_key: string;
  phone_number: string | null;
  name: string | null;
  email: string | null;
  company: string | null;
  first_call_id: string;
  first_call_source: CallSource;
  first_lead_type: CallDirection;
  latest_call_at: Date;
};
type Contact = { id: string; name: string | null; email: string | null; company: string | null };

export type Conversion = {
  id: string;
  reference: string;
  /** False for somebody who was a customer already: of two who convert at once, one does. */
  isNew: boolean;
};

/**
 * Makes a lead a customer, with a reference number. The contact is the one with the lead's number, else with its address, else a new one.
 * What is given goes before what was heard in calls.
 * @throws AppError NOT_FOUND for a lead that is missing or another tenant's, BAD_REQUEST with a sentence for each wrong field.
 */
export async function convertToCustomer(ctx: Context, input: unknown): Promise<Conversion> {
  const { userId } = requirePermission(ctx, "customer.create");
  const { leadId, ...given } = parseInput(ConvertInput, input);
  return ctx.db.tenant(userId, async (tx) => {
    // Nobody else writes contacts or customers of the tenant until this is done.
    await lockContacts(tx, userId);
    const lead = await readLead(tx, userId, leadId);
    const known = await findCustomer(tx, userId, lead);
    if (known) return { ...known, isNew: false };
    const contact = (await findContact(tx, userId, lead)) ?? (await createContact(tx, userId, lead, given));
    const name = given.name ?? lead.name ?? contact.name ?? nameless(lead);
    const { rows } = await tx.query<{ id: string; reference: string }>(
      `INSERT INTO customers (id, user_id, contact_id, customer_reference_number, name, email, phone, company, conversion_date,
         original_lead_source, assigned_sales_rep, last_interaction_date, notes, person_key, origin_call_id)
       VALUES ($1, $2, $3, '', $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
       ON CONFLICT (contact_id) DO NOTHING RETURNING id, customer_reference_number AS reference`,
      [
        newId(),
        userId,
        contact.id,
        name,
        given.email ?? lead.email ?? contact.email,
        lead.phone_number,
        given.company ?? lead.company ?? contact.company,
        ctx.clock.now(),
        leadSource(lead.first_call_source, lead.first_lead_type),
        given.salesRep,
        lead.latest_call_at,
        given.notes,
        lead.person_key,
        lead.first_call_id,
      ],
    );
    const [made] = rows;
    if (made) return { ...made, isNew: true };
    return { ...(await customerOfContact(tx, userId, contact.id)), isNew: false };
  });
}

async function readLead(tx: Transaction, userId: string, leadId: string): Promise<Lead> {
  const id = z.uuid().safeParse(leadId);
  if (!id.success) throw leadNotFound();
  const { rows } = await tx.query<Lead>(
    `SELECT person_key, phone_number, name, email, company, first_call_id, first_call_source, first_lead_type, latest_call_at
     FROM leads WHERE user_id = $1 AND id = $2`,
    [userId, id.data],
  );
  if (!rows[0]) throw leadNotFound();
  return rows[0];
}

async function findCustomer(tx: Transaction, userId: string, { person_key }: Lead) {
  const { rows } = await tx.query<{ id: string; reference: string }>(
    `SELECT id, customer_reference_number AS reference FROM customers
     WHERE user_id = $1 AND (person_key = $2 OR phone = $2 OR email_search = $2)
     ORDER BY (person_key = $2) DESC NULLS LAST, id LIMIT 1`,
    [userId, person_key],
  );
  return rows[0];
}

async function findContact(tx: Transaction, userId: string, lead: Lead): Promise<Contact | undefined> {
  const { rows } = await tx.query<Contact>(
    `(SELECT id, name, email, company FROM contacts WHERE user_id = $1 AND phone_number = $2)
     UNION ALL
     (SELECT id, name, email, company FROM contacts WHERE user_id = $1 AND email = $3 AND $2::text IS NULL ORDER BY id LIMIT 1)`,
    [userId, lead.phone_number, lead.email],
  );
  return rows[0];
}

async function createContact(
  tx: Transaction,
  userId: string,
  lead: Lead,
  given: { name: string | null; email: string | null; company: string | null },
): Promise<Contact> {
  const contact = {
    id: newId(),
    name: given.name ?? lead.name,
    email: given.email ?? lead.email,
    company: given.company ?? lead.company,
  };
  await tx.query(
    `INSERT INTO contacts (id, user_id, name, phone_number, email, company, auto_creation_source)
     VALUES ($1, $2, $3, $4, $5, $6, 'manual')`,
    [
      contact.id,
      userId,
      contact.name ?? (lead.phone_number === null && contact.email === null ? nameless(lead) : null),
      lead.phone_number,
      contact.email,
      contact.company,
    ],
  );
  return contact;
}

async function customerOfContact(tx: Transaction, userId: string, contactId: string) {
  const { rows } = await tx.query<{ id: string; reference: string }>(
    "SELECT id, customer_reference_number AS reference FROM customers WHERE user_id = $1 AND contact_id = $2",
    [userId, contactId],
  );
  if (!rows[0]) throw new Error("A contact is a customer's, and the customer is not there.");
  return rows[0];
}

/** What somebody is called of whom no call says a name. */
function nameless({ phone_number, email }: Lead): string {
  return phone_number ? formatPhoneNumber(phone_number).text : (email ?? "Unknown caller");
}
