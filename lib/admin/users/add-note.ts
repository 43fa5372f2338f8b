import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { refusedAs } from "@/lib/db/refused-as";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { parseInput } from "@/lib/platform/parse-input";
import { storableText } from "@/lib/platform/storable-text";
import { AccountAction, ofAccount } from "./account-action";

const AddNoteInput = AccountAction.pick({ userId: true }).extend({
  note: z
    .string({ error: "Write a note." })
    .overwrite(storableText)
    .trim()
    .min(1, "Write a note.")
    .max(5000, "A note has at most 5,000 characters."),
});

/**
 * Writes a note about an account that administrators alone read.
 * @throws AppError FORBIDDEN for other roles, BAD_REQUEST for an empty note, NOT_FOUND for an unknown account.
 */
export async function addNote(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "user.update");
  const { userId, note } = parseInput(AddNoteInput, input);
  const id = newId();
  const change = ctx.db.admin(async (tx) => {
    await tx.kysely
      .insertInto("user_notes")
      .values({ id, target_user_id: userId, admin_user_id: ctx.actor.userId, note })
      .execute();
    await logAdminAction(tx, ctx, { action: "user.note", ...ofAccount(userId), details: { noteId: id } });
  });
  await change.catch(
    refusedAs({
      user_notes_target_user_id_fkey: (cause) => new AppError("NOT_FOUND", "There is no such account.", { cause }),
    }),
  );
}
