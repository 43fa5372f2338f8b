import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { agentTypes } from "@/lib/agents/agent-type";
import { functionRows } from "@/lib/db/function-rows";
import { refusedAs } from "@/lib/db/refused-as";
import type { Transaction } from "@/lib/db/transaction";
import { AppError } from "@/lib/platform/errors";
import { newId } from "@/lib/platform/ids";
import { parseInput } from "@/lib/platform/parse-input";
import { typedAddress } from "@/lib/platform/typed-address";
import { byAdmin, existing, Reason } from "../users/account-action";
import { refusedByDatabase } from "../users/refused-by-database";
import { AgentName } from "./agent-name";

const LinkAgentInput = z.object({
  /** The tenant, by the id or the address of the account. */
  account: z.string({ error: "Say whose agent it is." }).trim().min(1, "Say whose agent it is.").max(320),
  /** The provider's id. */
  providerAgentId: z
    .string({ error: "Choose an agent, or paste its ID." })
    .trim()
    .min(1, "Choose an agent, or paste its ID.")
    .max(128, "An ID has at most 128 characters.")
    .regex(/^[\w.:-]+$/, "That is not an ID of ElevenLabs, such as agent_01jz…"),
  name: AgentName,
  type: z.enum(agentTypes, "Choose what the agent is."),
  reason: Reason,
});

/**
 * Links an agent of the provider to a tenant. Its events that came before, which wait because nobody had it, are then read again by a job.
 * @returns the new agent, and how many of its events wait.
 * @throws AppError FORBIDDEN for other roles and for admins' accounts, BAD_REQUEST with a sentence for each wrong field, CONFLICT for an agent
 * that is linked already and for a closed account.
 */
export async function linkAgent(
  ctx: Context<UserActor>,
  input: unknown,
): Promise<{ agentId: string; waitingEvents: number }> {
  requirePermission(ctx, "agent.administer");
  const { account, providerAgentId, name, type, reason } = parseInput(LinkAgentInput, input);
  const agentId = newId();
  const linking = ctx.db.admin(async (tx) => {
    const userId = await findAccount(tx, account);
    await refuseLinked(tx, providerAgentId);
    const args = { agent: agentId, provider_agent: providerAgentId, known_as: name, kind: type };
    const { waiting } = existing(
      await tx.kysely
        .selectFrom(functionRows("link_agent", { ...byAdmin(ctx.actor, userId), ...args }))
        .select("waiting")
        .executeTakeFirst(),
    );
    const waitingEvents = Number(waiting);
    await logAdminAction(tx, ctx, {
      action: "agent.link",
      resourceType: "agents",
      resourceId: agentId,
      targetUserId: userId,
      details: { agent: name, providerAgentId, ...(waitingEvents > 0 && { waiting: waitingEvents }), reason },
    });
    return { agentId, waitingEvents };
  });
  return linking.catch(refuseTaken).catch(refusedByDatabase);
}

async function findAccount(tx: Transaction, account: string): Promise<string> {
  const isId = z.uuid().safeParse(account).success;
  const found = await tx.prisma.user.findUnique({
    where: isId ? { id: account.toLowerCase() } : { email: typedAddress(account) },
    select: { id: true },
  });
  if (found) return found.id;
  const message = "There is no account with this address or ID.";
  throw new AppError("BAD_REQUEST", message, { fields: { account: message } });
}

async function refuseLinked(tx: Transaction, providerAgentId: string): Promise<void> {
  const linked = await tx.prisma.agent.findUnique({
    where: { elevenlabsAgentId: providerAgentId },
    select: { user: { select: { name: true, email: true } } },
  });
  if (linked) throw taken(`This agent is linked to ${linked.user.name} (${linked.user.email}) already.`);
}

function taken(message: string, cause?: unknown): AppError {
  return new AppError("CONFLICT", message, { fields: { providerAgentId: message }, cause });
}

const refuseTaken = refusedAs({
  agents_elevenlabs_agent_id_key: (cause) => taken("Somebody has just linked this agent.", cause),
  agents_account_is_active: (cause) =>
    new AppError("CONFLICT", "This account is deactivated. Activate it first.", {
      fields: { account: "This account is deactivated. Activate it first." },
      cause,
    }),
});
