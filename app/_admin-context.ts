import "server-only";
import { forbidden } from "next/navigation";
import type { TenantContext } from "@/lib/access/context";
import { permissions } from "@/lib/access/permissions";
import { requirePermission } from "@/lib/access/require-permission";
import { requireTenantContext } from "./_tenant-context";

/**
 * The only place where a page or a route handler of the admin panel gets its administrator. Everybody else sees the page that says so.
 * @param pagePath as of `requireTenantContext`.
 * @throws AppError FORBIDDEN for other roles when there is no page to show.
 */
export async function requireAdminContext(pagePath?: string): Promise<TenantContext> {
  const ctx = await requireTenantContext(pagePath);
  if (pagePath && !permissions[ctx.actor.role].has("platform.read")) forbidden();
  requirePermission(ctx, "platform.read");
  return ctx;
}
