"use client";

import { VisuallyHidden } from "@mantine/core";
import { IconArrowDownLeft, IconArrowUpRight, IconMicrophone, IconNote } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Column } from "@/components/data-table/column";
import { Dash, DataTable, RowLink, SecondLine } from "@/components/data-table/data-table";
import type { Selection } from "@/components/data-table/use-selection";
import { exactTime, RelativeTime } from "@/components/ui/relative-time";
import { Temperature } from "@/components/ui/temperature";
import type { CallListItem, CallPage, CallSort } from "@/lib/calls/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { callHref } from "./call-href";
import { CallResult } from "./call-result";
import styles from "./calls-table.module.css";
import type { CallColumn } from "./columns";
import { SnippetLine } from "./snippet-line";
import { callerWords, directionWords, sourceWords } from "./words";

type CallsTableProps = {
  page: CallPage;
  /** The query of the list's address. */
  list: string;
  timezone: string;
  columns: readonly CallColumn[];
  sort: CallSort;
  selection: Selection;
  actions: ReactNode;
};

export function CallsTable({ page, list, timezone, columns, sort, selection, actions }: CallsTableProps) {
  const all = columnsOf(page.asOf, timezone, list);
  return (
    <DataTable
      caption="Calls"
      columns={columns.map((key) => ({ ...all[key], key }))}
      rows={page.calls}
      rowKey={(call) => call.id}
      sort={sort}
      selection={{
        state: selection,
        rowName: (call) => `${callerWords(call).first}, ${exactTime(call.startedAt, timezone)}`,
        actions,
      }}
    />
  );
}

type CellColumn = Omit<Column<CallListItem>, "key">;

function columnsOf(asOf: string, timezone: string, list: string): Record<CallColumn, CellColumn> {
  const started = (call: CallListItem) => <RelativeTime at={call.startedAt} asOf={asOf} timezone={timezone} />;
  return {
    started: {
      header: "Started",
      isWide: true,
      sort: { descending: "newest", ascending: "oldest" },
      cell: (call) => <span className={styles.time}>{started(call)}</span>,
    },
    caller: {
      header: "Caller",
      maxWidth: "520px",
      cell: (call) => <Caller call={call} list={list} started={started(call)} timezone={timezone} />,
    },
    agent: { header: "Agent", isWide: true, cell: (call) => call.agent.name },
    outcome: { header: "Outcome", isWide: true, cell: (call) => <CallResult call={call} /> },
    lead: {
      header: "Lead",
      phoneWidth: "124px",
      sort: { descending: "score" },
      cell: ({ lead }) =>
        lead ? (
          <span className={styles.lead}>
            <span className={styles.score}>{lead.totalScore ?? "–"}</span>
            <Temperature temperature={lead.temperature} />
          </span>
        ) : (
          <Dash />
        ),
    },
    quality: { header: "Quality", isNumber: true, isWide: true, cell: ({ quality }) => rating(quality) },
    satisfaction: {
      header: "Satisfaction",
      isNumber: true,
      isWide: true,
      cell: ({ satisfaction }) => rating(satisfaction),
    },
    duration: {
      header: "Duration",
      isNumber: true,
      phoneWidth: "72px",
      sort: { descending: "longest" },
      cell: (call) => (call.status === "in_progress" ? <Dash /> : formatDuration(call.durationSeconds)),
    },
    credits: {
      header: "Credits",
      isNumber: true,
      isWide: true,
      cell: (call) => (call.creditsUsed > 0 ? formatCount(call.creditsUsed) : <Dash />),
    },
    direction: { header: "Direction", isWide: true, cell: (call) => directionWords[call.direction] },
    source: { header: "Source", isWide: true, cell: (call) => sourceWords[call.source] },
    recording: {
      header: "Recording",
      isWide: true,
      cell: (call) =>
        call.hasRecording ? <IconMicrophone size={15} stroke={1.7} aria-label="Has a recording" /> : <Dash />,
    },
  };
}

/** Of 1 to 10. */
const rating = (value: number | null) => (value === null ? <Dash /> : formatDecimal(value, 1));

type CallerProps = { call: CallListItem; list: string; started: ReactNode; timezone: string };

function Caller({ call, list, started, timezone }: CallerProps) {
  const DirectionIcon = call.direction === "inbound" ? IconArrowDownLeft : IconArrowUpRight;
  const caller = callerWords(call);
  return (
    <span className={styles.caller}>
      <span className={styles.direction} title={directionWords[call.direction]}>
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
          {started} · {call.agent.name}
        </SecondLine>
        {call.snippet && <SnippetLine snippet={call.snippet} />}
      </span>
    </span>
  );
}
