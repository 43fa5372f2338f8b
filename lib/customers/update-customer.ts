import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { requirePhoneNumber } from "@/lib/contacts/require-phone-number";
import { parseInput } from "@/lib/platform/parse-input";
import { readDefaultCountry } from "@/lib/settings/read-default-country";
import { customerNotFound } from "./customer-not-found";
import { UpdateInput } from "./schema";

/**
 * Changes who a customer is, who looks after them, and the notes; what changed is kept in its history.
 * @throws AppError BAD_REQUEST with a sentence for each wrong field, NOT_FOUND for a customer that is missing or another tenant's.
 */
export async function updateCustomer(ctx: Context, input: unknown): Promise<void> {
  const { userId } = requirePermission(ctx, "customer.update");
  const given = parseInput(UpdateInput, input);
  const id = z.uuid().safeParse(given.id);
  if (!id.success) throw customerNotFound();
  const changed = await ctx.db.tenant(userId, async (tx) => {
    const phone = given.phone === null ? null : requirePhoneNumber(given.phone, await readDefaultCountry(tx, userId));
    const { name, email, company, salesRep, notes } = given;
    return tx.prisma.customer.updateMany({
      where: { userId, id: id.data },
      data: { name, phone, email, company, assignedSalesRep: salesRep, notes },
    });
  });
  if (changed.count === 0) throw customerNotFound();
}
