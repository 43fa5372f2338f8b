import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { newId } from "@/lib/platform/ids";
import { parseInput } from "@/lib/platform/parse-input";
import { lockContacts } from "./lock-contacts";
import { ContactInput } from "./schema";
import { type ContactOutcome, contactValues, findKnown } from "./write-contact";

/**
 * Creates a contact, unless another one has its number or address: the result then names the other one.
 * @throws AppError BAD_REQUEST with a sentence for each wrong field.
 */
export async function createContact(ctx: Context, input: unknown): Promise<ContactOutcome> {
  const { userId } = requirePermission(ctx, "contact.update");
  const { sharesEmail, ...given } = parseInput(ContactInput, input);
  return ctx.db.tenant(userId, async (tx) => {
    const { country } = await lockContacts(tx, userId);
    const values = contactValues(given, country);
    const known = await findKnown(tx, userId, values, { sharesEmail: sharesEmail === "yes" });
    if (known) return known;
    const { id } = await tx.prisma.contact.create({
      data: { id: newId(), userId, ...values, autoCreationSource: "manual" },
      select: { id: true },
    });
    return { kind: "saved", id };
  });
}
