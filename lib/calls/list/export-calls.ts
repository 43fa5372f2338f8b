import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import type { CallFilters, CallListItem, CallSort } from "../schema";
import type { CallCursor } from "./call-cursor";
import { findPage } from "./find-page";
import { lookUpCalls } from "./list-calls";
import type { Place, Tenant } from "./page-input";

const callsPerStep = 500;

type ExportInput = { filters: CallFilters; sort: CallSort; ids?: readonly string[] };

/**
 * All calls of a list in its order, or those of the given ids, as they were at the same time, page by page as they are taken. Stopping
 * early ends the generator, which releases its connection.
 */
export async function exportCalls(ctx: Context, input: ExportInput): Promise<AsyncGenerator<CallListItem[]>> {
  const tenant = requirePermission(ctx, "call.read");
  return input.ids ? readIds(ctx, tenant, input.ids) : readList(ctx, tenant, input);
}

async function* readIds(ctx: Context, { userId }: Tenant, ids: readonly string[]): AsyncGenerator<CallListItem[]> {
  const places = ids.map((id) => ({ id, key: "" }));
  yield await ctx.db.tenant(userId, (tx) => lookUpCalls(tx, userId, places));
}

async function* readList(ctx: Context, tenant: Tenant, { filters, sort }: ExportInput): AsyncGenerator<CallListItem[]> {
  const snapshot = await ctx.db.snapshot(tenant.userId);
  try {
    let cursor: CallCursor | null = null;
    for (;;) {
      const page = await findPage(snapshot.tx, tenant, { filters, sort, cursor, limit: callsPerStep });
      if (page.places.length > 0) yield await lookUpCalls(snapshot.tx, tenant.userId, page.places);
      const last: Place | undefined = page.stoppedAt ?? page.places.at(-1);
      if (!page.hasMore || !last) return;
      cursor = { direction: "after", ...last };
    }
  } finally {
    await snapshot.close();
  }
}
