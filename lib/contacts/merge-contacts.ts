import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";
import { contactNotFound } from "./contact-not-found";

const Merge = z.object({ id: z.uuid(), otherId: z.uuid() });

/**
 * Merges two contacts: `id` stays, its empty fields are filled, notes are joined, and it gets the calls and the customer of `otherId`.
 * @throws AppError NOT_FOUND when one of them is not the tenant's; CONFLICT when both are customers.
 */
export async function mergeContacts(ctx: Context, input: unknown): Promise<{ id: string }> {
  const { userId } = requirePermission(ctx, "contact.update");
  const parsed = Merge.safeParse(input);
  if (!parsed.success) throw contactNotFound();
  const { id, otherId } = parsed.data;
  const outcome = await ctx.db.tenant(userId, (tx) =>
    callFunction(tx, "merge_contacts", { kept: id, dropped: otherId }),
  );
  if (outcome === "both_customers") {
    throw new AppError("CONFLICT", "Both contacts are customers: end one of them first.");
  }
  if (outcome !== "merged") throw contactNotFound();
  return { id };
}
