import type { Transaction } from "@/lib/db/transaction";
import { newId } from "@/lib/platform/ids";
import type { AuditAction } from "./audit-action";
import type { Context, UserActor } from "./context";

/** Who acts, and from where. */
export type AdminContext = Pick<Context<UserActor>, "actor" | "client">;

export type AdminAction = {
  /** What was done to which kind of thing. */
  action: AuditAction;
  resourceType: string;
  resourceId: string;
  /** The account that it was done to, if it was done to one. */
  targetUserId?: string | null;
  /** With the values before and after a change. Never a secret, because entries are permanent. */
  details: Record<string, unknown>;
};

const userAgentCharactersMax = 500;

/**
 * Logs an administrator's action, in the same transaction, so that neither exists without the other. The database sets an entry's number
 * and hash, so only the writable columns are named.
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
