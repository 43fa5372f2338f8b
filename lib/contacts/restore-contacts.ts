import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import { AppError } from "@/lib/platform/errors";

const Deletion = z.object({ deletionId: z.uuid() });

/**
 * Restores the contacts of one deletion, with their ids and calls. A contact whose number now belongs to another one stays deleted.
 * @throws AppError NOT_FOUND when nothing is left to bring back; CONFLICT when every number is taken.
 */
export async function restoreContacts(ctx: Context, input: unknown): Promise<{ restored: number; taken: number }> {
  const { userId } = requirePermission(ctx, "contact.delete");
  const parsed = Deletion.safeParse(input);
  const gone = new AppError("NOT_FOUND", "There is nothing left to restore.");
  if (!parsed.success) throw gone;
  const { restored, taken } = await ctx.db.tenant(userId, ({ kysely }) =>
    kysely
      .selectFrom(functionRows("restore_contacts", { deletion: parsed.data.deletionId }))
      .select(["restored", "taken"])
      .executeTakeFirstOrThrow(),
  );
  if (restored === 0 && taken === 0) throw gone;
  if (restored === 0) throw new AppError("CONFLICT", "Another contact now has this number.");
  return { restored, taken };
}
