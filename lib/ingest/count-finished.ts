import { addTotal } from "@/lib/platform/totals";
import type { FinishedEvent } from "./finish-events";

/** Counts how events ended, once their transaction is committed. */
export function countFinished(events: readonly FinishedEvent[]): void {
  for (const { status } of events) if (status !== "pending") addTotal("events", status);
}
