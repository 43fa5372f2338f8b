import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { newId } from "@/lib/platform/ids";
import { parseInput } from "@/lib/platform/parse-input";
import { contactNotFound } from "./contact-not-found";
import { lockContacts } from "./lock-contacts";
import { ContactInput } from "./schema";
import { contactValues } from "./write-contact";

const Other = z.object({ otherId: z.uuid() });

/**
 * Adds what a form says of a person to a contact that is there, as merging does: blanks are filled, notes joined, nothing is lost.
 * @throws AppError NOT_FOUND for a contact that is not the tenant's; BAD_REQUEST with a sentence for each wrong field.
 */
export async function addToContact(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.update");
  const other = Other.safeParse(input);
  if (!other.success) throw contactNotFound();
  const { otherId } = other.data;
  const given = parseInput(ContactInput, input);
  return ctx.db.tenant(userId, async (tx) => {
    const { country } = await lockContacts(tx, userId);
    const values = contactValues(given, country);
    const { phoneNumber } = values;
    const isTaken = phoneNumber !== null && (await tx.prisma.contact.count({ where: { userId, phoneNumber } })) > 0;
    const { id } = await tx.prisma.contact.create({
      // A number that some contact has already is that contact's: here it would be a second one.
      data: { id: newId(), userId, ...values, name: values.name ?? "", phoneNumber: isTaken ? null : phoneNumber },
      select: { id: true },
    });
    const outcome = await callFunction(tx, "merge_contacts", { kept: otherId, dropped: id });
    if (outcome !== "merged") throw contactNotFound();
    return { id: otherId };
  });
}
