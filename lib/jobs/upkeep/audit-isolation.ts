import type { ScheduledTask } from "../scheduled-task";
import { storeFindings } from "./store-findings";

/** Audits tenant isolation in the data and in the catalogue, and stores the findings. */
export const auditIsolation: ScheduledTask = (ctx) => storeFindings(ctx, "isolation");
