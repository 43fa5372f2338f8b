"use client";

import { Button, Menu } from "@mantine/core";
import { IconCalendarPlus, IconChevronDown, IconDownload, IconMailOpened } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import type { Selection } from "@/components/data-table/use-selection";
import type { ScheduleAction } from "@/components/follow-ups/schedule-follow-up";
import { useWork } from "@/components/navigation/working";
import { whenConnected } from "@/components/offline/when-connected";
import { showToast } from "@/components/ui/show-toast";
import type { CallListItem } from "@/lib/calls/schema";
import type { ReplacedOutcome } from "@/lib/calls/set-call-outcomes";
import type { ActionResult } from "@/lib/platform/action-result";
import { countOf } from "@/lib/platform/format/count-of";
import { outcomeWords } from "./words";

type Action<T> = (data: FormData) => Promise<ActionResult<T>>;

/** The server actions of app/(dashboard)/calls/actions.ts, and the one that schedules a follow-up. */
export type BulkActions = {
  setOutcomes: Action<{ count: number; replaced: ReplacedOutcome[] }>;
  markRead: Action<{ changed: string[] }>;
  schedule: ScheduleAction;
};

type CallsBulkProps = {
  calls: readonly CallListItem[];
  selection: Selection;
  search: string;
  actions: BulkActions;
};

const ScheduleDialog = dynamic(
  whenConnected(() => import("@/components/follow-ups/schedule-dialog")),
  { ssr: false },
);

const unreachable = "Callwright could not be reached. Nothing was changed: try again in a moment.";

/** What can be done with the ticked calls; loaded with the first of them. */
export function CallsBulk({ calls, selection, search, actions }: CallsBulkProps) {
  const [isScheduling, setScheduling] = useState(false);
  const [isBusy, startTransition] = useWork();
  const queries = useQueryClient();
  const ids = selection.keys.join(",");
  const ticked = calls.filter(({ id }) => selection.has(id));

  function run<T>(action: Action<T>, each: Readonly<Record<string, string>>[], done: (data: T[]) => void) {
    startTransition(async () => {
      const results: T[] = [];
      for (const fields of each) {
        const form = new FormData();
        for (const [name, value] of Object.entries(fields)) form.set(name, value);
        const result = await action(form).catch(() => null);
        if (!result?.ok) return showToast({ message: result?.message ?? unreachable, tone: "bad" });
        results.push(result.data);
      }
      await queries.invalidateQueries({ queryKey: ["live", "calls"] });
      done(results);
    });
  }

  const setOutcome = (outcome: string, word: string) =>
    run(actions.setOutcomes, [{ callIds: ids, outcome }], ([result]) => {
      selection.clear();
      const before = result?.replaced.map((each) => ({ ...each, callIds: each.callIds.join(",") })) ?? [];
      const undo = () =>
        run(actions.setOutcomes, before, () => showToast({ message: "The outcomes are as they were before" }));
      showToast({ message: `${countOf(result?.count ?? 0, "call")} ${word}`, tone: "good", undo });
    });

  const markRead = () =>
    run(actions.markRead, [{ callIds: ids }], (results) => {
      selection.clear();
      const changed = results.flatMap((each) => each.changed);
      const undo = () =>
        run(actions.markRead, [{ callIds: changed.join(","), isRead: "false" }], () =>
          showToast({ message: "Marked as unread again" }),
        );
      showToast(
        changed.length === 0
          ? { message: "There was nothing unread among them" }
          : { message: `${countOf(changed.length, "call")} marked as read`, tone: "good", undo },
      );
    });

  return (
    <>
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            size="xs"
            variant="default"
            loading={isBusy}
            rightSection={<IconChevronDown size={13} stroke={2} aria-hidden />}
          >
            Set outcome
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {Object.entries(outcomeWords).map(([outcome, word]) => (
            <Menu.Item key={outcome} onClick={() => setOutcome(outcome, `set to “${word}”`)}>
              {word}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setOutcome("provider", "set back to what the provider said")}>
            As the provider says
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconCalendarPlus size={14} stroke={1.8} aria-hidden />}
        onClick={() => setScheduling(true)}
      >
        Follow up
      </Button>
      {isScheduling && (
        <ScheduleDialog
          person={{ personKey: "", name: callersOf(ticked), callId: ticked[0]?.id }}
          action={(data) => scheduleEach(actions.schedule, ticked, data)}
          onClose={() => setScheduling(false)}
        />
      )}
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        leftSection={<IconMailOpened size={14} stroke={1.8} aria-hidden />}
        onClick={markRead}
      >
        Mark as read
      </Button>
      <Button
        size="xs"
        variant="default"
        component="a"
        href={`/api/calls/export?${exportQuery(search, ids)}`}
        download
        leftSection={<IconDownload size={14} stroke={1.8} aria-hidden />}
      >
        Export CSV
      </Button>
    </>
  );
}

const callersOf = (calls: readonly CallListItem[]) =>
  calls.length === 1 ? (calls[0]?.callerName ?? null) : `the callers of ${calls.length} calls`;

/** One follow-up for the person of each call; whoever has one on that day already keeps it. */
async function scheduleEach(schedule: ScheduleAction, calls: readonly CallListItem[], data: FormData) {
  let done: Awaited<ReturnType<ScheduleAction>> | undefined;
  for (const { id, callerName } of calls) {
    data.set("callId", id);
    if (callerName) data.set("name", callerName);
    else data.delete("name");
    const result = await schedule(data);
    if (!result.ok && result.code !== "CONFLICT") return result;
    if (result.ok || !done) done = result;
  }
  return done ?? ({ ok: false, code: "NOT_FOUND", message: "Choose at least one call." } as const);
}

function exportQuery(search: string, ids: string): string {
  const params = new URLSearchParams(search);
  params.set("ids", ids);
  return params.toString();
}
