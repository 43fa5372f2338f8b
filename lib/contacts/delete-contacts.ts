import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { contactNotFound } from "./contact-not-found";

/** One id, or several separated by commas. */
const Ids = z.object({
  ids: z
    .string()
    .max(200 * 37)
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.uuid()).min(1).max(200)),
});

export type ContactDeletion = {
  /** The id with which `restoreContacts` restores them. */
  deletionId: string;
  deleted: number;
  /** How many contacts were not deleted because they are customers. */
  customers: number;
};

/**
 * Deletes contacts of the tenant; for a week they can be restored. Those that are customers stay.
 * @throws AppError NOT_FOUND when none of them is the tenant's; CONFLICT when all of them are customers.
 */
export async function deleteContacts(ctx: Context, input: unknown): Promise<ContactDeletion> {
  const { userId } = requirePermission(ctx, "contact.delete");
  const parsed = Ids.safeParse(input);
  if (!parsed.success) throw contactNotFound();
  const deletionId = newId();
  const { deleted, customers } = await ctx.db.tenant(userId, ({ kysely }) =>
    kysely
      .selectFrom(functionRows("delete_contacts", { ids: parsed.data.ids, deletion: deletionId }))
      .select(["deleted", "customers"])
      .executeTakeFirstOrThrow(),
  );
  if (deleted === 0 && customers === 0) throw contactNotFound();
  if (deleted === 0) {
    throw new AppError(
      "CONFLICT",
      customers === 1
        ? "This contact is a customer and cannot be deleted. End the customer first."
        : "These contacts are customers and cannot be deleted.",
    );
  }
  return { deletionId, deleted, customers };
}
