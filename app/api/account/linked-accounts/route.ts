import { beginLinking } from "@/lib/auth/begin-linking";
import { listLinkedAccounts } from "@/lib/auth/list-linked-accounts";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { unlinkOauthAccount } from "@/lib/auth/unlink-oauth-account";
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
