import type { ListOrder } from "@/lib/lists/list-order";
import type { AdminAgentSort } from "./schema";

/** The orders of the list of agents `g`. */
export const adminAgentOrders = {
  newest: { name: "newest", direction: "desc", key: [["g.created_at", "timestamptz"]], id: "g.id" },
  name: { name: "name", direction: "asc", key: [["g.name", "text"]], id: "g.id" },
} as const satisfies { [Sort in AdminAgentSort]: ListOrder<Sort> };
