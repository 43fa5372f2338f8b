import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { functionRows } from "@/lib/db/function-rows";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";

const Deletion = z.object({ deletionId: z.uuid() });

/**
 * Brings back what one deletion removed, with its ids and its calls. A contact whose number another has by now stays deleted.
 * @throws AppError NOT_FOUND when nothing is left to bring back; CONFLICT when every number is taken.
 */
export async function restoreContacts(ctx: Context, input: unknown): Promise<{ restored: number; taken: number }> {
  const { userId } = requirePermission(ctx, "contact.delete");
  const parsed = Deletion.safeParse(input);
  const gone = new AppError("NOT_FOUND", "There is nothing left to bring back.");
  if (!parsed.success) throw gone;
  const { restored, taken } = await ctx.db.tenant(userId, ({ kysely }) =>
    kysely
      .selectFrom(functionRows("restore_contacts", { deletion: parsed.data.deletionId }))
      .select(["restored", "taken"])
      .executeTakeFirstOrThrow(),
  );
  if (restored === 0 && taken === 0) throw gone;
  if (restored === 0) throw new AppError("CONFLICT", "Another contact has this number by now.");
  return { restored, taken };
}
