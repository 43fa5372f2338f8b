import { z } from "zod";
import { toE164 } from "@/lib/contacts/to-e164";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { customerNotFound } from "./customer-not-found";
import { UpdateInput } from "./schema";

/**
 * Changes who a customer is, who looks after them, and the notes; what changed stays in its trail.
 * @throws AppError BAD_REQUEST with a sentence for each wrong field, NOT_FOUND for a customer that is missing or another tenant's.
 */
export async function updateCustomer(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "customer.update");
  const given = parseInput(UpdateInput, input);
  const id = z.uuid().safeParse(given.id);
  if (!id.success) throw customerNotFound();
  const phone = given.phone === null ? null : toE164(given.phone);
  if (given.phone !== null && phone === null) {
    const message = "This is no phone number. Write it with its country, like +44 20 7946 0018.";
    throw new AppError("BAD_REQUEST", message, { fields: { phone: message } });
  }
  const changed = await ctx.db.tenant(userId, (tx) =>
    tx.query(
      `UPDATE customers SET name = $3, phone = $4, email = $5, company = $6, assigned_sales_rep = $7, notes = $8
       WHERE user_id = $1 AND id = $2`,
      [userId, id.data, given.name, phone, given.email, given.company, given.salesRep, given.notes],
    ),
  );
  if (!changed.rowCount) throw customerNotFound();
}
