import type { CallDetail } from "@/lib/calls/call-detail";
import { countOf } from "@/lib/platform/format/count-of";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDuration } from "@/lib/platform/format/format-duration";

type Charged = Pick<CallDetail, "status" | "durationSeconds" | "durationMinutes" | "creditsPerMinute" | "creditsUsed">;

/** A call's price as a calculation that anyone can repeat, and the rule behind it. */
export function explainCost(call: Charged): { sum: string; rule: string | null } {
  if (call.status === "in_progress") return { sum: "The call is charged when it ends.", rule: null };
  if (call.durationSeconds === 0) return { sum: "0:00, nobody spoke: no credits.", rule: null };
  const seconds = `${formatDuration(call.durationSeconds)} = ${formatCount(call.durationSeconds)} s`;
  const minutes = countOf(call.durationMinutes, "started minute");
  const rate = countOf(call.creditsPerMinute, "credit");
  return {
    sum: `${seconds} → ${minutes} × ${rate} = ${countOf(call.creditsUsed, "credit")}`,
    rule: "Each started minute is charged in full.",
  };
}
