import { requireTenantContext } from "@/app/_tenant-context";
import { listNotifications } from "@/lib/notifications/list-notifications";
import { parseNotificationQuery } from "@/lib/notifications/parse-notification-query";
import { answer, privateJson } from "../_answer";

export const GET = answer(async (request) => {
  const ctx = await requireTenantContext();
  return privateJson(
    await listNotifications(ctx, parseNotificationQuery(Object.fromEntries(new URL(request.url).searchParams))),
  );
});
