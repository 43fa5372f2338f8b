import type { ScheduledTask } from "./scheduled-task";
import { storeFindings } from "./store-findings";

/** Looks for contradictions in all tenants' data and stores what it finds. */
export const auditConsistency: ScheduledTask = (ctx) => storeFindings(ctx, "consistency");
