import "server-only";
import { z } from "zod";
import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { AppError } from "@/lib/platform/errors";
import { requirePassword } from "../passwords/require-password";
import { safeCallbackUrl } from "../sign-in/safe-callback-url";
import { type OauthProvider, oauthProviders } from "./auth-provider";
import { giveLinkTicket } from "./link-cookie";
import { configuredOauthProviders } from "./oauth-providers";

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
    throw new AppError("BAD_REQUEST", "Choose one of the providers offered here.");
  const { provider, password } = data;
  // A stolen session must not become a permanent way to sign in.
  await requirePassword(ctx, { password });
  await giveLinkTicket({ userId, provider, returnTo: safeCallbackUrl(data.returnTo ?? "/settings") });
  return { provider };
}
