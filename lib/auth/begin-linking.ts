import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { type OauthProvider, oauthProviders } from "./auth-provider";
import { giveLinkTicket } from "./link-cookie";
import { configuredOauthProviders } from "./oauth-providers";
import { safeCallbackUrl } from "./safe-callback-url";

export const BeginLinkingInput = z.object({ provider: z.enum(oauthProviders), returnTo: z.string().optional() });

/**
 * Notes in the browser that the account which the provider signs in next is to be linked to the signed-in person, for ten minutes.
 * @param input `returnTo` is the page to come back to, with `linked=<provider>` or `error=<word>` in its address.
 * @throws AppError BAD_REQUEST for a provider that is not offered here.
 */
export async function beginLinking(ctx: Context, input: unknown): Promise<{ provider: OauthProvider }> {
  const { userId } = requirePermission(ctx, "account.update");
  const { data } = BeginLinkingInput.safeParse(input);
  if (!data || !configuredOauthProviders().some(({ id }) => id === data.provider))
    throw new AppError("BAD_REQUEST", "Choose a provider that is offered here.");
  const { provider } = data;
  await giveLinkTicket({ userId, provider, returnTo: safeCallbackUrl(data.returnTo ?? "/settings") });
  return { provider };
}
