import { sql } from "kysely";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { callDirections, callSources } from "@/lib/calls/schema";
import { lockContacts } from "@/lib/contacts/lock-contacts";
import type { Transaction } from "@/lib/db/transaction";
import { leadNotFound } from "@/lib/leads/lead-not-found";
import { instantText } from "@/lib/lists/instant-text";
import { formatPhoneNumber } from "@/lib/platform/format/format-phone-number";
import { newId } from "@/lib/platform/ids";
import { oneOf } from "@/lib/platform/one-of";
import { parseInput } from "@/lib/platform/parse-input";
import { leadSource } from "./lead-source";
import { ConvertInput } from "./schema";

const nameCharactersMax = 255;

type Lead = Awaited<ReturnType<typeof readLead>>;
type Contact = { id: string; name: string | null; email: string | null; company: string | null };

export type Conversion = {
  id: string;
  reference: string;
  /** False if the person was a customer already: of two concurrent conversions, one succeeds. */
  isNew: boolean;
};

/**
 * Makes a lead a customer, with a reference number. The contact is the one with the lead's number, else with its address, else a new one.
 * Given values take precedence over those from calls.
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
    const made = await tx.kysely
      .insertInto("customers")
      .values({
        id: newId(),
        user_id: userId,
        contact_id: contact.id,
        // The database gives the next one of the year.
        customer_reference_number: "",
        name,
        email: given.email ?? lead.email ?? contact.email,
        phone: lead.phone_number,
        company: given.company ?? lead.company ?? contact.company,
        conversion_date: ctx.clock.now(),
        original_lead_source: leadSource(
          oneOf(callSources, lead.first_call_source),
          oneOf(callDirections, lead.first_lead_type),
        ),
        assigned_sales_rep: given.salesRep,
        last_interaction_date: lead.latest_call_at,
        notes: given.notes,
        person_key: lead.person_key,
        origin_call_id: lead.first_call_id,
      })
      .onConflict((conflict) => conflict.column("contact_id").doNothing())
      .returning(["id", "customer_reference_number as reference"])
      .executeTakeFirst();
    if (made) return { ...made, isNew: true };
    return { ...(await customerOfContact(tx, userId, contact.id)), isNew: false };
  });
}

async function readLead({ kysely }: Transaction, userId: string, leadId: string) {
  const id = z.uuid().safeParse(leadId);
  if (!id.success) throw leadNotFound();
  const lead = await kysely
    .selectFrom("leads")
    .select([
      "person_key",
      "phone_number",
      "name",
      "email",
      "company",
      "first_call_id",
      "first_call_source",
      "first_lead_type",
      // Copied to the customer with its microseconds.
      instantText("latest_call_at").as("latest_call_at"),
    ])
    .where("user_id", "=", userId)
    .where("id", "=", id.data)
    .executeTakeFirst();
  if (!lead) throw leadNotFound();
  return lead;
}

function findCustomer({ kysely }: Transaction, userId: string, { person_key: key }: Lead) {
  return kysely
    .selectFrom("customers")
    .select(["id", "customer_reference_number as reference"])
    .where("user_id", "=", userId)
    .where((eb) => eb.or([eb("person_key", "=", key), eb("phone", "=", key), eb("email_search", "=", key)]))
    .orderBy(sql`person_key = ${key}`, (order) => order.desc().nullsLast())
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
}

async function findContact({ prisma }: Transaction, userId: string, lead: Lead): Promise<Contact | null> {
  const select = { id: true, name: true, email: true, company: true } as const;
  if (lead.phone_number !== null) {
    return prisma.contact.findFirst({ where: { userId, phoneNumber: lead.phone_number }, select });
  }
  if (lead.email === null) return null;
  return prisma.contact.findFirst({ where: { userId, email: lead.email }, orderBy: { id: "asc" }, select });
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
  await tx.kysely
    .insertInto("contacts")
    .values({
      id: contact.id,
      user_id: userId,
      name: contact.name ?? (lead.phone_number === null && contact.email === null ? nameless(lead) : null),
      phone_number: lead.phone_number,
      email: contact.email,
      company: contact.company,
      auto_creation_source: "manual",
    })
    .execute();
  return contact;
}

async function customerOfContact(tx: Transaction, userId: string, contactId: string) {
  const customer = await tx.prisma.customer.findFirst({
    where: { userId, contactId },
    select: { id: true, customerReferenceNumber: true },
  });
  if (!customer) throw new Error("A contact is a customer's, and the customer is not there.");
  return { id: customer.id, reference: customer.customerReferenceNumber };
}

/** What somebody is called of whom no call says a name. */
function nameless({ phone_number, email }: Lead): string {
  return phone_number ? formatPhoneNumber(phone_number).text : (email?.slice(0, nameCharactersMax) ?? "Unknown caller");
}
