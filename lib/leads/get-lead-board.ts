import type { Context } from "@/lib/access/context";
import { requirePermission } from "@/lib/access/require-permission";
import { type LeadTemperature, leadTemperatures } from "@/lib/calls/lead-temperature";
import type { Cursor } from "@/lib/lists/cursor";
import { listLeads } from "./list-leads";
import type { LeadBoard, LeadFilters, LeadPage, LeadSort } from "./schema";

export const leadsPerColumn = 20;

type BoardInput = {
  filters: Omit<LeadFilters, "temperature">;
  sort: LeadSort;
  cursors: Record<LeadTemperature, Cursor | null>;
};

/** The leads in three lists by temperature, each with its own count and cursor. */
export async function getLeadBoard(ctx: Context, { filters, sort, cursors }: BoardInput): Promise<LeadBoard> {
  requirePermission(ctx, "lead.read");
  const page = (temperature: LeadTemperature): Promise<LeadPage> =>
    listLeads(ctx, { filters: { ...filters, temperature }, sort, cursor: cursors[temperature], limit: leadsPerColumn });
  const [hot, warm, cold] = await Promise.all(leadTemperatures.map(page));
  if (!hot || !warm || !cold) throw new Error("A temperature has no column.");
  return { hot, warm, cold };
}
