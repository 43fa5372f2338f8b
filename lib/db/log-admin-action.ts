import { newId } from "@/lib/platform/ids";
import type { Context, UserActor } from "./context";
import type { Transaction } from "./transaction";

/** Who acts, and from where. */
export type AdminContext = Pick<Context<UserActor>, "actor" | "client">;

export type AdminAction = {
  /** What was done to which kind of thing: `setting.update`. */
  action: string;
  resourceType: string;
  resourceId: string;
  /** The account that it was done to, if it was done to one. */
  targetUserId?: string | null;
  /** With what was there before and after, where something changed. Never a secret: an entry is not removed. */
  details: Record<string, unknown>;
};

const userAgentCharactersMax = 500;

/**
 * Enters what an administrator does, in the transaction that does it: neither is there without the other. An entry's number and hash are
 * the database's to give, so that only the columns that may be written are named.
 */
export async function logAdminAction(
  { kysely }: Pick<Transaction, "kysely">,
  { actor, client }: AdminContext,
  done: AdminAction,
): Promise<void> {
  const entry = [
    ["id", newId()],
    ["admin_user_id", actor.userId],
    ["action", done.action],
    ["resource_type", done.resourceType],
    ["resource_id", done.resourceId],
    ["details", done.details],
    ["target_user_id", done.targetUserId ?? null],
    ["ip_address", client?.ipAddress ?? null],
    ["user_agent", client?.userAgent?.slice(0, userAgentCharactersMax) ?? null],
  ] as const;
  await kysely
    .insertInto("admin_audit_log")
    .columns(entry.map(([column]) => column))
    .expression(kysely.selectNoFrom((eb) => entry.map(([column, value]) => eb.val(value).as(column))))
    .execute();
}
