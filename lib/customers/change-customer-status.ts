import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { oneOf } from "@/lib/platform/one-of";
import { parseInput } from "@/lib/platform/parse-input";
import { customerNotFound } from "./customer-not-found";
import { type CustomerStatus, canBecome, customerStatuses } from "./customer-status";
import { StatusInput } from "./schema";

/**
 * Gives a customer another status; the change is kept in its history. The status that it has already changes nothing.
 * @throws AppError NOT_FOUND for a customer that is missing or another tenant's, CONFLICT for a status that it cannot have next.
 */
export async function changeCustomerStatus(ctx: Context, input: unknown): Promise<{ from: CustomerStatus }> {
  const { userId } = requirePermission(ctx, "customer.update");
  const { id: given, status } = parseInput(StatusInput, input);
  const id = z.uuid().safeParse(given);
  if (!id.success) throw customerNotFound();
  return ctx.db.tenant(userId, async (tx) => {
    const customer = await tx.kysely
      .selectFrom("customers")
      .select("status")
      .where("user_id", "=", userId)
      .where("id", "=", id.data)
      .forNoKeyUpdate()
      .executeTakeFirst();
    if (!customer) throw customerNotFound();
    const from = oneOf(customerStatuses, customer.status);
    if (from === status) return { from };
    if (!canBecome(from, status))
      throw new AppError("CONFLICT", `A customer who is ${from.toLowerCase()} cannot become ${status.toLowerCase()}.`);
    await tx.prisma.customer.updateMany({ where: { userId, id: id.data }, data: { status } });
    return { from };
  });
}
