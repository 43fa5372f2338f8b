"use client";

import { Button } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import { removeTarget } from "./actions";

/** Takes a target back; setting it again counts it anew, so nothing is lost that could not be had again. */
export function DeleteTarget({ targetId, label }: { targetId: string; label: string }) {
  const { form, submit, isPending, result, failure } = useTypedAction(removeTarget);
  const router = useRouter();
  const isDone = result?.ok === true;
  useEffect(() => {
    if (isDone) router.refresh();
  }, [isDone, router]);

  return (
    <form ref={form} action={submit}>
      <Failure>{failure}</Failure>
      <input type="hidden" name="targetId" value={targetId} />
      <Button type="submit" size="compact-sm" variant="subtle" color="gray" loading={isPending} aria-label={label}>
        Delete
      </Button>
    </form>
  );
}
