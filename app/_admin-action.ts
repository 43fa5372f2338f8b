import "server-only";
import { requireTenantContext } from "@/app/_tenant-context";
import type { TenantContext } from "@/lib/access/context";
import type { Permission } from "@/lib/access/permissions";
import { requirePermission } from "@/lib/access/require-permission";
import { proveIdentity } from "@/lib/auth/identity/prove-identity";
import type { ActionResult } from "@/lib/platform/action-result";
import { type Fields, runAction } from "./_run-action";

type AdminAction<T> = {
  /** The verb's permission, checked before the form is read. */
  permission: Permission;
  /** The only fields of the form that the verb is given. */
  fields: readonly string[];
  verb: (ctx: TenantContext, input: Fields) => Promise<T>;
};

/**
 * A server action of the admin panel. Where the form has a password or a code, because a verb had asked for proof of who it is, that is taken
 * first.
 */
export async function adminAction<T>(
  data: unknown,
  { permission, fields, verb }: AdminAction<T>,
): Promise<ActionResult<T>> {
  return runAction(data, [...fields, "password", "code"], async ({ password, code, ...input }) => {
    const ctx = await requireTenantContext();
    requirePermission(ctx, permission);
    if (password || code) await proveIdentity(ctx, { password, code });
    return verb(ctx, input);
  });
}
