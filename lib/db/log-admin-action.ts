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

/** Enters what an administrator does, in the transaction that does it: neither is there without the other. */
export async function logAdminAction(
  tx: Pick<Transaction, "query">,
  { actor, client }: AdminContext,
  done: AdminAction,
): Promise<void> {
  await tx.query(
    `INSERT INTO admin_audit_log (id, admin_user_id, action, resource_type, resource_id, details, target_user_id, ip_address, user_agent)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      newId(),
      actor.userId,
      done.action,
      done.resourceType,
      done.resourceId,
      done.details,
      done.targetUserId ?? null,
      client?.ipAddress ?? null,
      client?.userAgent?.slice(0, userAgentCharactersMax) ?? null,
    ],
  );
}
