import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { functionRows } from "@/lib/db/function-rows";
import { AppError } from "@/lib/platform/errors";
import { parseInput } from "@/lib/platform/parse-input";
import { Reason } from "../users/account-action";
import { refusedByDatabase } from "../users/refused-by-database";
import { AgentName } from "./agent-name";

const UpdateAgentInput = z.object({
  agentId: z.uuid("There is no such agent."),
  name: AgentName,
  isActive: z.boolean(),
  reason: Reason,
});

/**
 * Renames an agent, and says whether it is in use. Calls that come in are booked in either case.
 * @throws AppError FORBIDDEN for other roles and for agents of admins, BAD_REQUEST with a sentence for each wrong field, NOT_FOUND for an
 * unknown agent.
 */
export async function updateAgent(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "agent.administer");
  const { agentId, name, isActive, reason } = parseInput(UpdateAgentInput, input);
  const change = ctx.db.admin(async (tx) => {
    const found = await tx.kysely
      .selectFrom(
        functionRows("update_agent", {
          acting_user: ctx.actor.userId,
          agent: agentId,
          known_as: name,
          active: isActive,
        }),
      )
      .selectAll()
      .executeTakeFirst();
    if (!found) throw new AppError("NOT_FOUND", "There is no such agent.");
    const { user_id: userId, name_before: nameBefore, active_before: wasActive } = found;
    if (nameBefore === name && wasActive === isActive) return;
    await logAdminAction(tx, ctx, {
      action: "agent.update",
      resourceType: "agents",
      resourceId: agentId,
      targetUserId: userId,
      details: {
        before: {
          ...(nameBefore !== name && { name: nameBefore }),
          ...(wasActive !== isActive && { inUse: wasActive }),
        },
        after: { ...(nameBefore !== name && { name }), ...(wasActive !== isActive && { inUse: isActive }) },
        agent: name,
        reason,
      },
    });
  });
  await change.catch(refusedByDatabase);
}
