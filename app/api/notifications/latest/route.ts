import { requireTenantContext } from "@/app/_tenant-context";
import { findLatestNotifications } from "@/lib/notifications/find-latest-notifications";
import { answer, privateJson } from "../../_answer";

export const GET = answer(async () => privateJson(await findLatestNotifications(await requireTenantContext())));
