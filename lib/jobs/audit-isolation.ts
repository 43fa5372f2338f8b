import type { ScheduledTask } from "./scheduled-task";
import { storeFindings } from "./store-findings";

/** Looks for ways between tenants, in their data and in the catalogue, and stores what it finds. */
export const auditIsolation: ScheduledTask = (ctx) => storeFindings(ctx, "isolation");
