import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { parseInput } from "@/lib/platform/parse-input";
import { viewColumns } from "./_saved-view-row";
import { ListViewsInput, type SavedView, viewsOfPageMax } from "./schema";

/** The views that the tenant saved of a page, in their order. */
export async function listViews(ctx: Context, input: { page: string }): Promise<SavedView[]> {
  const { userId } = requirePermission(ctx, "view.read");
  const { page } = parseInput(ListViewsInput, input);
  return ctx.db.tenant(userId, (tx) =>
    tx.prisma.savedView.findMany({
      where: { userId, page },
      orderBy: [{ position: "asc" }, { id: "asc" }],
      take: viewsOfPageMax,
      select: viewColumns,
    }),
  );
}
