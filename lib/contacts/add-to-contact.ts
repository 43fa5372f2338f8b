import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
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
    const id = newId();
    // A number that some contact has already is that contact's: here it would be a second one.
    await tx.query(
      `INSERT INTO contacts (id, user_id, name, phone_number, email, company, notes, phone_extension)
       SELECT $1, $2, coalesce($3, ''), CASE WHEN EXISTS (SELECT FROM contacts WHERE user_id = $2 AND phone_number = $4) THEN NULL ELSE $4 END,
         $5, $6, $7, $8`,
      [id, userId, values.name, values.phone, values.email, values.company, values.notes, values.extension],
    );
    const { rows } = await tx.query<{ outcome: string }>("SELECT merge_contacts($1, $2) AS outcome", [otherId, id]);
    if (rows[0]?.outcome !== "merged") throw contactNotFound();
    return { id: otherId };
  });
}
