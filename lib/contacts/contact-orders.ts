import type { ListOrder } from "@/lib/lists/list-order";
import type { ContactSort } from "./schema";

/** The orders of the list, of contacts `c`. */
export const contactOrders = {
  name: { name: "name", direction: "asc", key: [["c.name_key", "text"]], id: "c.id" },
  newest: { name: "newest", direction: "desc", key: [["c.created_at", "timestamptz"]], id: "c.id" },
} as const satisfies { [Sort in ContactSort]: ListOrder<Sort> };
