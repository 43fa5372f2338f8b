import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { elevenLabs } from "@/lib/elevenlabs/client";
import type { ProviderState } from "./schema";

/**
 * What ElevenLabs says of the workspace's webhooks and of what is left of its subscription. Admins only.
 * @throws AppError UPSTREAM_UNAVAILABLE when the provider does not answer or is not connected.
 */
export async function getProviderState(ctx: Context): Promise<ProviderState> {
  requirePermission(ctx, "health.read");
  const provider = elevenLabs();
  const [webhooks, subscription] = await Promise.all([provider.listWebhooks(), provider.getSubscription()]);
  return { webhooks, subscription };
}
