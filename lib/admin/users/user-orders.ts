import type { ListOrder } from "@/lib/lists/list-order";
import type { UserSort } from "./schema";

/** The orders of the list, of users `u` with their summary `k`. */
export const userOrders = {
  newest: { name: "newest", direction: "desc", key: [["u.created_at", "timestamptz"]], id: "u.id" },
  email: { name: "email", direction: "asc", key: [["u.email", "text"]], id: "u.id" },
  // By the summary's own id, whose index has this order.
  calls: { name: "calls", direction: "desc", key: [["k.calls_30d", "integer"]], id: "k.user_id" },
  "most-credits": { name: "most-credits", direction: "desc", key: [["u.credits", "integer"]], id: "u.id" },
  "fewest-credits": { name: "fewest-credits", direction: "asc", key: [["u.credits", "integer"]], id: "u.id" },
} as const satisfies { [Sort in UserSort]: ListOrder<Sort> };
