import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { contactNotFound } from "./contact-not-found";
import { lockContacts } from "./lock-contacts";
import { ContactId, ContactInput } from "./schema";
import { type ContactOutcome, contactValues, findKnown } from "./write-contact";

/**
 * Updates a contact from a form, unless another one has its number or address: the result then names the other one.
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
    const contact = await tx.kysely
      .selectFrom("contacts")
      .select("email")
      .where("user_id", "=", userId)
      .where("id", "=", id)
      .forUpdate()
      .executeTakeFirst();
    if (!contact) throw contactNotFound();
    const values = contactValues(given, country);
    // An address that is shared already was accepted earlier, or came from calls.
    const isSameEmail = values.email === contact.email;
    const known = await findKnown(tx, userId, values, {
      besides: id,
      sharesEmail: isSameEmail || sharesEmail === "yes",
    });
    if (known) return known;
    await tx.prisma.contact.updateMany({ where: { userId, id }, data: values });
    return { kind: "saved", id };
  });
}
