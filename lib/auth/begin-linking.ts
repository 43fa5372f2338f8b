import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import { AppError } from "@/lib/platform/errors";
import { type OauthProvider, oauthProviders } from "./auth-provider";
import { giveLinkTicket } from "./link-cookie";
import { configuredOauthProviders } from "./oauth-providers";
import { requirePassword } from "./require-password";
import { safeCallbackUrl } from "./safe-callback-url";

export const BeginLinkingInput = z.object({
  provider: z.enum(oauthProviders),
  returnTo: z.string().optional(),
  password: z.string().max(1024).default(""),
});

/**
 * Notes in the browser that the account which the provider signs in next is to be linked to the signed-in person, for ten minutes.
 * @param input `returnTo` is the page to come back to, with `linked=<provider>` or `error=<word>` in its address.
 * @throws AppError BAD_REQUEST for a provider that is not offered here, and what `requirePassword` throws.
 */
export async function beginLinking(ctx: Context, input: unknown): Promise<{ provider: OauthProvider }> {
  const { userId } = requirePermission(ctx, "account.update");
  const { data } = BeginLinkingInput.safeParse(input);
  if (!data || !configuredOauthProviders().some(({ id }) => id === data.provider))
    throw new AppError("BAD_REQUEST", "Choose a provider that is offered here.");
  const { provider, password } = data;
  // A borrowed session must not become a way in that stays.
  await requirePassword(ctx, { password });
  await giveLinkTicket({ userId, provider, returnTo: safeCallbackUrl(data.returnTo ?? "/settings") });
  return { provider };
}
