import { type GoalName, goalNames, type TargetGoals } from "@/lib/analytics/agents/target-goals";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDecimal } from "@/lib/platform/format/format-decimal";

const goalLabels: Record<GoalName, { label: string; unit: string }> = {
  calls: { label: "calls", unit: "" },
  successRate: { label: "success rate", unit: "\u00a0%" },
  leads: { label: "lead calls", unit: "" },
  conversionRate: { label: "conversion", unit: "\u00a0%" },
};

/** "calls 200, conversion 12.5 %". */
export function goalsText(goals: TargetGoals): string {
  return goalNames
    .flatMap((name) => (goals[name] === null ? [] : [`${goalLabels[name].label} ${goalText(goals, name)}`]))
    .join(", ");
}

/** What happened to a target: "calls 300 (was 200), lead calls 40 (new), conversion removed (was 12 %)"; nothing for what stayed. */
export function changesText(before: TargetGoals, after: TargetGoals): string {
  return goalNames
    .filter((name) => before[name] !== after[name])
    .map((name) => {
      const { label } = goalLabels[name];
      if (after[name] === null) return `${label} removed (was ${goalText(before, name)})`;
      return `${label} ${goalText(after, name)} (${before[name] === null ? "new" : `was ${goalText(before, name)}`})`;
    })
    .join(", ");
}

const goalText = (goals: TargetGoals, name: GoalName) => `${numberText(goals[name] ?? 0)}${goalLabels[name].unit}`;

/** A whole number without decimals, a share with one or two. */
export function numberText(value: number): string {
  if (Number.isInteger(value)) return formatCount(value);
  return formatDecimal(value, Number.isInteger(value * 10) ? 1 : 2);
}
