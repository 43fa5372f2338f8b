import type { Context } from "@/lib/db/context";
import { requirePermission } from "@/lib/db/require-permission";
import type { LeadCursor } from "./lead-cursor";
import { type LeadTemperature, leadTemperatures } from "./lead-temperature";
import { listLeads } from "./list-leads";
import type { LeadBoard, LeadFilters, LeadPage, LeadSort } from "./schema";

export const leadsPerColumn = 20;

type BoardInput = {
  filters: Omit<LeadFilters, "temperature">;
  sort: LeadSort;
  cursors: Record<LeadTemperature, LeadCursor | null>;
};

/** The list of leads as three, by temperature, each with its own count and place. */
export async function getLeadBoard(ctx: Context, { filters, sort, cursors }: BoardInput): Promise<LeadBoard> {
  requirePermission(ctx, "lead.read");
  const page = (temperature: LeadTemperature): Promise<LeadPage> =>
    listLeads(ctx, { filters: { ...filters, temperature }, sort, cursor: cursors[temperature], limit: leadsPerColumn });
  const [hot, warm, cold] = await Promise.all(leadTemperatures.map(page));
  if (!hot || !warm || !cold) throw new Error("A temperature has no column.");
  return { hot, warm, cold };
}
