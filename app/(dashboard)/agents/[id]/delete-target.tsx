"use client";

import { Button } from "@mantine/core";
import { useEffect, useEffectEvent } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import type { TargetGoals } from "@/lib/analytics/agents/target-goals";
import { removeTarget } from "./actions";
import { type TargetPeriod, useTargetUndo } from "./use-target-undo";

type DeleteTargetProps = { targetId: string; period: TargetPeriod; name: string };

/** Deletes a target, with an option to restore it. */
export function DeleteTarget({ targetId, period, name }: DeleteTargetProps) {
  const { form, submit, isPending, result, failure } = useTypedAction(removeTarget);
  const router = useRouter();
  const tell = useTargetUndo();
  const onDeleted = useEffectEvent((before: TargetGoals) => {
    tell({ period, before, message: `The target of ${name} was deleted` });
    router.refresh();
  });
  useEffect(() => {
    if (result?.ok) onDeleted(result.data);
  }, [result]);

  return (
    <form ref={form} action={submit}>
      <Failure>{failure}</Failure>
      <input type="hidden" name="targetId" value={targetId} />
      <Button
        type="submit"
        size="compact-sm"
        variant="subtle"
        color="gray"
        loading={isPending}
        aria-label={`Delete the target of ${name}`}
      >
        Delete
      </Button>
    </form>
  );
}
