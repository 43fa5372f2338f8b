import { requireTenantContext } from "@/app/_tenant-context";
import { beginLinking } from "@/lib/auth/oauth/begin-linking";
import { listLinkedAccounts } from "@/lib/auth/oauth/list-linked-accounts";
import { unlinkOauthAccount } from "@/lib/auth/oauth/unlink-oauth-account";
import { answer, privateJson } from "../../_answer";

export const GET = answer(async () => privateJson(await listLinkedAccounts(await requireTenantContext())));

/** Begins linking; the page then goes to next-auth's sign-in of that provider. */
export const POST = answer(async (request) => {
  const ctx = await requireTenantContext();
  return privateJson(await beginLinking(ctx, await request.json().catch(() => null)));
});

export const DELETE = answer(async (request) => {
  const ctx = await requireTenantContext();
  await unlinkOauthAccount(ctx, await request.json().catch(() => null));
  return privateJson({ unlinked: true });
});
