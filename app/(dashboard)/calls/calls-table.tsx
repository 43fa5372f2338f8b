import { VisuallyHidden } from "@mantine/core";
import { IconArrowDownLeft, IconArrowUpRight, IconMicrophone, IconNote } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { Dash, DataTable, RowLink, SecondLine } from "@/components/data-table/data-table";
import { fieldColumns } from "@/components/data-table/field-columns";
import type { Selection } from "@/components/data-table/use-selection";
import { Temperature } from "@/components/leads/temperature";
import { exactTime, RelativeTime } from "@/components/ui/relative-time";
import { callFields } from "@/lib/calls/fields";
import { callDirectionLabels } from "@/lib/calls/labels";
import type { CallListItem, CallPage, CallSort } from "@/lib/calls/schema";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { callHref } from "./call-href";
import { CallResult } from "./call-result";
import styles from "./calls-table.module.css";
import { callerLabel } from "./filters";
import { SnippetLine } from "./snippet-line";

type CallsTableProps = {
  page: CallPage;
  /** The query of the list's address. */
  list: string;
  timezone: string;
  columns: readonly string[];
  sort: CallSort;
  selection: Selection;
  actions: ReactNode;
};

export function CallsTable({ page, list, timezone, columns, sort, selection, actions }: CallsTableProps) {
  const { asOf } = page;
  const started = (call: CallListItem) => <RelativeTime at={call.startedAt} asOf={asOf} timezone={timezone} />;
  const drawn = {
    caller: (call: CallListItem) => <Caller call={call} list={list} started={started(call)} timezone={timezone} />,
    outcome: (call: CallListItem) => <CallResult call={call} />,
    lead: ({ lead }: CallListItem) => (lead ? <Lead lead={lead} /> : <Dash />),
    recording: ({ hasRecording }: CallListItem) =>
      hasRecording ? <IconMicrophone size={15} stroke={1.7} aria-label="Has a recording" /> : <Dash />,
  };
  return (
    <DataTable
      caption="Calls"
      columns={fieldColumns({ fields: callFields, shown: columns, drawn, asOf, timezone })}
      rows={page.calls}
      rowKey={(call) => call.id}
      sort={sort}
      selection={{
        state: selection,
        rowName: (call) => `${callerLabel(call).first}, ${exactTime(call.startedAt, timezone)}`,
        actions,
      }}
    />
  );
}

function Lead({ lead }: { lead: NonNullable<CallListItem["lead"]> }) {
  return (
    <span className={styles.lead}>
      <span className={styles.score}>{lead.totalScore ?? "–"}</span>
      <Temperature temperature={lead.temperature} />
    </span>
  );
}

type CallerProps = { call: CallListItem; list: string; started: ReactNode; timezone: string };

function Caller({ call, list, started, timezone }: CallerProps) {
  const DirectionIcon = call.direction === "inbound" ? IconArrowDownLeft : IconArrowUpRight;
  const caller = callerLabel(call);
  return (
    <span className={styles.caller}>
      <span className={styles.direction} title={callDirectionLabels[call.direction]}>
        <DirectionIcon size={15} stroke={1.8} aria-hidden />
      </span>
      <span className={styles.who}>
        <RowLink href={callHref(call, list)}>
          <bdi>{caller.first}</bdi>
          <VisuallyHidden>
            , {call.direction} call of {exactTime(call.startedAt, timezone)}
          </VisuallyHidden>
        </RowLink>
        {call.hasNotes && <IconNote size={14} stroke={1.7} className={styles.noted} aria-label="Has a note" />}
        {caller.second && <SecondLine>{caller.second}</SecondLine>}
        <SecondLine onlyOnPhone>
          {started}
          {call.status !== "in_progress" && ` · ${formatDuration(call.durationSeconds)}`} · {call.agent.name}
        </SecondLine>
        {call.snippet && <SnippetLine snippet={call.snippet} />}
      </span>
    </span>
  );
}
