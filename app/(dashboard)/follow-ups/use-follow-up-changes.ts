import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useWorking } from "@/components/navigation/working";
import { showToast } from "@/components/toasts/show-toast";
import { followUpList } from "@/lib/follow-ups/fields";
import type { FollowUp, FollowUpMonth, FollowUpPage } from "@/lib/follow-ups/schema";
import type { ActionResult } from "@/lib/platform/action-result";
import { formatDay } from "@/lib/platform/format/format-day";
import { cancelFollowUps, completeFollowUps, reopenFollowUps, rescheduleFollowUp, saveRemark } from "./actions";
import { whoOf } from "./follow-up-text";
import { type Change, withChange } from "./with-change";

export type FollowUpChanges = {
  complete(followUps: readonly FollowUp[], remark?: string): Promise<void>;
  cancel(followUps: readonly FollowUp[]): Promise<void>;
  reopen(followUps: readonly FollowUp[]): Promise<void>;
  reschedule(followUp: FollowUp, day: string): Promise<void>;
  writeRemark(followUp: FollowUp, remark: string): Promise<void>;
};

type UnderWay = { ids: ReadonlySet<string>; change: Change };
type Step = { send(): Promise<ActionResult<unknown>>; said: string; change?: Change; undo?: Step };

/**
 * What can be done with follow-ups: shown at once, sent, said with a way back, and shown as it was when the server
 * refuses it.
 *
 * `shown` is the page with the changes that are under way. They lie over whatever the server says, so that an answer
 * which is older than a change doesn't bring back what has just gone.
 */
export function useFollowUpChanges<Page extends FollowUpPage | FollowUpMonth>(
  page: Page,
): { shown: Page; changes: FollowUpChanges } {
  const client = useQueryClient();
  const [underWay, setUnderWay] = useState<readonly UnderWay[]>([]);
  useWorking(underWay.length > 0);
  const shown = useMemo(
    () => underWay.reduce((changed, { ids, change }) => withChange(changed, ids, change), page),
    [page, underWay],
  );

  async function take(followUps: readonly FollowUp[], { send, said, change, undo }: Step): Promise<void> {
    const mine = change && { ids: new Set(followUps.map(({ id }) => id)), change };
    if (mine) setUnderWay((others) => [...others, mine]);
    const result = await send().catch(() => null);
    if (result?.ok) showToast({ message: said, tone: "good", undo: undo && (() => take(followUps, undo)) });
    else
      showToast({ message: result?.message ?? "Callwright could not be reached. Nothing was changed.", tone: "bad" });
    // Earlier requests are cancelled, so the next response contains the change.
    await client.invalidateQueries({ queryKey: ["live", followUpList.name] });
    setUnderWay((others) => others.filter((each) => each !== mine));
  }

  const reopening = (followUps: readonly FollowUp[], said: string): Step => ({
    send: () =>
      reopenFollowUps(
        form({ ids: idsOf(followUps), remark: followUps.length === 1 ? followUps[0]?.remark : undefined }),
      ),
    said,
  });
  const changes: FollowUpChanges = {
    complete: (followUps, remark) =>
      take(followUps, {
        send: () => completeFollowUps(form({ ids: idsOf(followUps), remark })),
        said: `Completed: ${whoOf(followUps)}`,
        change: { status: "completed", remark },
        undo: reopening(followUps, `Reopened: ${whoOf(followUps)}`),
      }),
    cancel: (followUps) =>
      take(followUps, {
        send: () => cancelFollowUps(form({ ids: idsOf(followUps) })),
        said: `Cancelled: ${whoOf(followUps)}`,
        change: { status: "cancelled" },
        undo: reopening(followUps, `Reopened: ${whoOf(followUps)}`),
      }),
    reopen: (followUps) =>
      take(followUps, { ...reopening(followUps, `Reopened: ${whoOf(followUps)}`), change: { status: "pending" } }),
    reschedule: (followUp, day) =>
      take([followUp], {
        send: () => rescheduleFollowUp(form({ id: followUp.id, date: day })),
        said: `${whoOf([followUp])}: moved to ${formatDay(day, "weekday")}`,
        change: { day },
        undo: {
          send: () => rescheduleFollowUp(form({ id: followUp.id, date: followUp.day, undo: "yes" })),
          said: `${whoOf([followUp])}: back on ${formatDay(followUp.day, "weekday")}`,
        },
      }),
    writeRemark: (followUp, remark) =>
      take([followUp], {
        send: () => saveRemark(form({ id: followUp.id, remark })),
        said: "Remark saved",
        change: { remark },
        undo: {
          send: () => saveRemark(form({ id: followUp.id, remark: followUp.remark })),
          said: "Remark restored",
          change: { remark: followUp.remark },
        },
      }),
  };
  return { shown, changes };
}

const idsOf = (followUps: readonly FollowUp[]) => followUps.map(({ id }) => id).join(",");

function form(fields: Readonly<Record<string, string | undefined>>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) data.set(name, value);
  return data;
}
