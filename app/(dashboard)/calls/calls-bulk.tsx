import { Button, Menu } from "@mantine/core";
import { IconChevronDown, IconMailOpened } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { ExportTicked } from "@/components/data-table/export-ticked";
import type { Selection } from "@/components/data-table/use-selection";
import type { ScheduleAction } from "@/components/follow-ups/schedule-action";
import { ScheduleMany } from "@/components/follow-ups/schedule-many";
import { useWork } from "@/components/navigation/working";
import { showToast } from "@/components/toasts/show-toast";
import { callList } from "@/lib/calls/fields";
import { callOutcomeLabels } from "@/lib/calls/labels";
import type { CallListItem } from "@/lib/calls/schema";
import type { ReplacedOutcome } from "@/lib/calls/set-call-outcomes";
import type { ActionResult } from "@/lib/platform/action-result";
import { countOf } from "@/lib/platform/format/count-of";

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

const unreachable = "Callwright could not be reached. Nothing was changed: try again in a moment.";

/** What can be done with the ticked calls; loaded with the first of them. */
export function CallsBulk({ calls, selection, search, actions }: CallsBulkProps) {
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
      await queries.invalidateQueries({ queryKey: ["live", callList.name] });
      done(results);
    });
  }

  const setOutcome = (outcome: string, word: string) =>
    run(actions.setOutcomes, [{ callIds: ids, outcome }], ([result]) => {
      selection.clear();
      const before = result?.replaced.map((each) => ({ ...each, callIds: each.callIds.join(",") })) ?? [];
      const undo = () => run(actions.setOutcomes, before, () => showToast({ message: "The outcomes were restored" }));
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
          ? { message: "None of them was unread" }
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
          {Object.entries(callOutcomeLabels).map(([outcome, word]) => (
            <Menu.Item key={outcome} onClick={() => setOutcome(outcome, `set to “${word}”`)}>
              {word}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => setOutcome("provider", "set back to what the provider said")}>
            Use the provider’s outcome
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ScheduleMany
        people={ticked.map(({ id, callerName }) => ({ callId: id, name: callerName }))}
        several={`the callers of ${ticked.length} calls`}
        schedule={actions.schedule}
      />
      <Button
        size="xs"
        variant="default"
        disabled={isBusy}
        leftSection={<IconMailOpened size={14} stroke={1.8} aria-hidden />}
        onClick={markRead}
      >
        Mark as read
      </Button>
      <ExportTicked list={callList.name} search={search} ids={selection.keys} />
    </>
  );
}
