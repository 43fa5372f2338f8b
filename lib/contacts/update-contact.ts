import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { contactNotFound } from "./contact-not-found";
import { lockContacts } from "./lock-contacts";
import { ContactId, ContactInput } from "./schema";
import { type ContactOutcome, contactValues, findKnown } from "./write-contact";

/**
 * Changes a contact to what a form says. A number or an address that another has is not written: the outcome names the other one.
 * @throws AppError NOT_FOUND for a contact that is not the tenant's; BAD_REQUEST with a sentence for each wrong field.
 */
export async function updateContact(ctx: Context, input: unknown): Promise<ContactOutcome> {
  const { userId } = requirePermission(ctx, "contact.update");
  const identified = ContactId.safeParse(input);
  if (!identified.success) throw contactNotFound();
  const { id } = identified.data;
  const { sharesEmail, ...given } = parseInput(ContactInput, input);
  return ctx.db.tenant(userId, async (tx) => {
    const { country } = await lockContacts(tx, userId);
    const { rows } = await tx.query<{ email: string | null }>(
      "SELECT email FROM contacts WHERE user_id = $1 AND id = $2 FOR UPDATE",
      [userId, id],
    );
    const [contact] = rows;
    if (!contact) throw contactNotFound();
    const values = contactValues(given, country);
    // An address that is shared already was accepted, or came from calls; it is no news.
    const isSameEmail = values.email === contact.email;
    const known = await findKnown(tx, userId, values, {
      besides: id,
      sharesEmail: isSameEmail || sharesEmail === "yes",
    });
    if (known) return known;
    await tx.query(
      "UPDATE contacts SET name = $3, phone_number = $4, email = $5, company = $6, notes = $7, phone_extension = $8 WHERE user_id = $1 AND id = $2",
      [userId, id, values.name, values.phone, values.email, values.company, values.notes, values.extension],
    );
    return { kind: "saved", id };
  });
}
