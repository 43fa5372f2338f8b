import { useCallback } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { showToast } from "@/components/toasts/show-toast";
import { type GoalName, goalNames, noGoals, type TargetGoals } from "@/lib/analytics/agents/target-goals";
import type { PeriodType } from "@/lib/analytics/period-type";
import { undoTarget } from "./actions";

export type TargetPeriod = { agentId: string; type: PeriodType; day: string };

type Change = { period: TargetPeriod; before?: TargetGoals; after?: TargetGoals; message: string };

/** Reports what happened to a target, with an undo. */
export function useTargetUndo(): (change: Change) => void {
  const router = useRouter();
  return useCallback(
    ({ period, before = noGoals, after = noGoals, message }) => {
      async function undo() {
        const form = new FormData();
        for (const [name, value] of Object.entries(period)) form.set(name, value);
        for (const name of goalNames) {
          form.set(fieldOf("before", name), String(before[name] ?? ""));
          form.set(fieldOf("after", name), String(after[name] ?? ""));
        }
        const result = await undoTarget(form).catch(() => null);
        router.refresh();
        if (result?.ok) return showToast({ message: "The target was restored", tone: "good" });
        const unreachable = "Callwright could not be reached. Nothing was undone: try again in a moment.";
        showToast({ message: result?.message ?? unreachable, tone: "bad" });
      }
      showToast({ message, tone: "good", undo });
    },
    [router],
  );
}

export function fieldOf(what: "was" | "before" | "after", name: GoalName): string {
  return `${what}${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;
}
