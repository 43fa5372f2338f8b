import { z } from "zod";
import type { Context, UserActor } from "@/lib/access/context";
import { logAdminAction } from "@/lib/access/log-admin-action";
import { requirePermission } from "@/lib/access/require-permission";
import { callFunction } from "@/lib/db/call-function";
import { AppError } from "@/lib/platform/errors";

const ReplayInput = z
  .object({
    /** Null for events that belong to no tenant. */
    tenantId: z.uuid().nullable(),
    receivedFrom: z.iso.datetime({ offset: true }),
    receivedBefore: z.iso.datetime({ offset: true }),
  })
  .refine(({ receivedFrom, receivedBefore }) => Date.parse(receivedFrom) < Date.parse(receivedBefore));

/**
 * Requests a replay of a tenant's events of a period by a job, including events that were quarantined before their agents were linked.
 * Admins only; the audit log says who asked.
 * @throws AppError FORBIDDEN for anyone else, BAD_REQUEST for a time that ends before it begins, NOT_FOUND for an unknown tenant.
 */
export async function requestReplay(ctx: Context<UserActor>, input: unknown): Promise<void> {
  requirePermission(ctx, "event.replay");
  const parsed = ReplayInput.safeParse(input);
  if (!parsed.success) throw new AppError("BAD_REQUEST", "Give a tenant, and a period that begins before it ends.");
  const { tenantId, receivedFrom, receivedBefore } = parsed.data;
  await ctx.db.admin(async (tx) => {
    const isQueued = await callFunction(tx, "request_replay", {
      tenant: tenantId,
      received_from: receivedFrom,
      received_before: receivedBefore,
    });
    if (!isQueued) throw new AppError("NOT_FOUND", "There is no such tenant.");
    await logAdminAction(tx, ctx, {
      action: "event.replay",
      resourceType: "webhook_events",
      resourceId: tenantId ?? "no tenant",
      targetUserId: tenantId,
      details: { receivedFrom, receivedBefore },
    });
  });
}
