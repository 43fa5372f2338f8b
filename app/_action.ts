import "server-only";
import { requireTenantContext } from "@/app/_tenant-context";
import type { TenantContext } from "@/lib/access/context";
import type { Permission } from "@/lib/access/permissions";
import { requirePermission } from "@/lib/access/require-permission";
import type { ActionResult } from "@/lib/platform/action-result";
import { type Fields, runAction } from "./_run-action";

type TenantAction<T> = {
  /** The verb's permission, checked before the form is read. */
  permission: Permission;
  /** The only fields of the form that the verb is given. */
  fields: readonly string[];
  verb: (ctx: TenantContext, input: Fields) => Promise<T>;
};

/** A server action of somebody who is signed in. */
export async function action<T>(
  data: unknown,
  { permission, fields, verb }: TenantAction<T>,
): Promise<ActionResult<T>> {
  return runAction(data, fields, async (input) => {
    const ctx = await requireTenantContext();
    requirePermission(ctx, permission);
    return verb(ctx, input);
  });
}
