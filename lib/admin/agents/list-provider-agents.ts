import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { elevenLabs } from "@/lib/elevenlabs/client";

/** An agent at the provider; `linkedTo` is the name of the tenant who has it. */
export type ProviderAgentOption = { id: string; name: string; linkedTo: string | null };

/**
 * The agents of the provider's workspace, and to whom each is linked. Admins only.
 * @throws AppError UPSTREAM_UNAVAILABLE when the provider does not answer or is not connected.
 */
export async function listProviderAgents(ctx: Context): Promise<ProviderAgentOption[]> {
  requirePermission(ctx, "agent.administer");
  const agents = await elevenLabs().listAgents();
  const linked = await ctx.db.admin(({ prisma }) =>
    prisma.agent.findMany({
      where: { elevenlabsAgentId: { in: agents.map(({ id }) => id) } },
      select: { elevenlabsAgentId: true, user: { select: { name: true } } },
    }),
  );
  const owners = new Map(linked.map(({ elevenlabsAgentId, user }) => [elevenlabsAgentId, user.name]));
  return agents.map((agent) => ({ ...agent, linkedTo: owners.get(agent.id) ?? null }));
}
