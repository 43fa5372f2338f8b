import type { LiveList } from "@/lib/lists/list-field";

export const notificationList = {
  name: "notifications",
  tables: ["lead_analytics", "users", "agents", "calls"],
} as const satisfies LiveList;
