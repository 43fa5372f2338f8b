import type { ListOrder } from "@/lib/lists/list-order";
import type { AuditSort } from "./schema";

/** The orders of the audit log `l`. */
export const auditOrders = {
  newest: { name: "newest", direction: "desc", key: [["l.entry_number", "integer"]], id: "l.id" },
  oldest: { name: "oldest", direction: "asc", key: [["l.entry_number", "integer"]], id: "l.id" },
} as const satisfies { [Sort in AuditSort]: ListOrder<Sort> };
