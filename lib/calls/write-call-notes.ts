import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { callNotFound } from "./get-call";

export const notesCharactersMax = 10_000;

const Input = z.object({
  notes: z
    .string()
    .transform((text) => text.replaceAll("\0", "").trim())
    .refine((text) => [...text].length <= notesCharactersMax, `At most ${notesCharactersMax} characters.`),
});

/**
 * Replaces the tenant's notes about a call; an empty text removes them.
 * @throws AppError BAD_REQUEST for a text that is too long, NOT_FOUND for a call that is not the tenant's.
 */
export async function writeCallNotes(ctx: Context, input: unknown): Promise<{ notes: string | null }> {
  const { userId } = requirePermission(ctx, "call.update");
  const { notes } = parseInput(Input, input);
  const id = z.object({ callId: z.uuid() }).safeParse(input);
  if (!id.success) throw callNotFound();
  const { count } = await ctx.db.tenant(userId, (tx) =>
    tx.prisma.call.updateMany({ where: { id: id.data.callId, userId }, data: { notes: notes || null } }),
  );
  if (count === 0) throw callNotFound();
  return { notes: notes || null };
}
