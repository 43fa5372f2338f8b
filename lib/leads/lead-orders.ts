import type { ListOrder } from "@/lib/lists/list-order";
import type { LeadSort } from "./schema";

const byTime = ["l.latest_call_at", "timestamptz"] as const;

/** The orders of the list, of leads `l`: by a score and then by the latest call, or by that alone. */
export const leadOrders = {
  latest: { name: "latest", direction: "desc", key: [byTime], id: "l.id" },
  score: { name: "score", direction: "desc", key: [["l.latest_rank", "integer"], byTime], id: "l.id" },
  best: { name: "best", direction: "desc", key: [["l.best_rank", "integer"], byTime], id: "l.id" },
} as const satisfies { [Sort in LeadSort]: ListOrder<Sort> };
