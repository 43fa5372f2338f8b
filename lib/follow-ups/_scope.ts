import { z } from "zod";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";

export const followUpNotFound = () => new AppError("NOT_FOUND", "There is no such follow-up.");

/** The ids, when each can be one. */
export function requireIds(ids: readonly string[]): string[] {
  const parsed = z.array(z.uuid()).min(1).safeParse(ids);
  if (!parsed.success) throw followUpNotFound();
  return parsed.data;
}

/**
 * Locks the tenant's follow-ups in the order of their ids, so that two that change the same ones wait for each other.
 * @throws AppError NOT_FOUND when one of them is missing or another's.
 */
export async function lockFollowUps(tx: Transaction, userId: string, ids: readonly string[]): Promise<void> {
  const locked = await tx.kysely
    .selectFrom("follow_ups")
    .select("id")
    .where("user_id", "=", userId)
    .where("id", "in", ids)
    .orderBy("id")
    .forUpdate()
    .execute();
  if (locked.length !== ids.length) throw followUpNotFound();
}
