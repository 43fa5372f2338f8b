import type { CallDirection, CallSource } from "@/lib/calls/schema";

/** Where a lead came from, as `customers.original_lead_source` keeps it: the channel and the direction of its first call. */
export function leadSource(source: CallSource, direction: CallDirection): string {
  return `${source.slice(0, 1).toUpperCase()}${source.slice(1)}, ${direction}`;
}
