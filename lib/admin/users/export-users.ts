import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { decodeCursor } from "@/lib/lists/cursor";
import { pagesOf } from "@/lib/lists/pages-of";
import { listUsers } from "./list-users";
import type { UserFilters, UserListItem, UserSort } from "./schema";
import { userOrders } from "./user-orders";

const usersPerRead = 500;

/** Every account that a list would show, page by page in its order. Admins only. */
export function exportUsers(
  ctx: Context,
  { filters, sort }: { filters: UserFilters; sort: UserSort },
): AsyncGenerator<readonly UserListItem[]> {
  requirePermission(ctx, "user.read");
  return pagesOf(async (at) => {
    const cursor = at === null ? null : decodeCursor(at, userOrders[sort]);
    const { users, nextCursor } = await listUsers(ctx, { filters, sort, cursor, limit: usersPerRead });
    return { items: users, nextCursor };
  });
}
