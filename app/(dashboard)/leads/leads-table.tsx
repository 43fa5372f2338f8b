"use client";

import type { Column } from "@/components/data-table/column";
import { Dash, DataTable, RowLink, SecondLine } from "@/components/data-table/data-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { Temperature } from "@/components/ui/temperature";
import { ctaWords } from "@/lib/calls/cta-words";
import type { LeadListItem, LeadPage, LeadSort } from "@/lib/leads/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDay } from "@/lib/platform/format/format-day";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./leads.module.css";
import { leadWords } from "./words";

type LeadsTableProps = { page: LeadPage; sort: LeadSort; shown: readonly string[]; timezone: string };

export function LeadsTable({ page, sort, shown, timezone }: LeadsTableProps) {
  const columns = columnsOf(page.asOf, timezone).filter(({ key }) => shown.includes(key));
  return (
    <DataTable
      caption="Leads, one row a person"
      columns={columns}
      rows={page.leads}
      rowKey={({ id }) => id}
      sort={sort}
    />
  );
}

function columnsOf(asOf: string, timezone: string): Column<LeadListItem>[] {
  return [
    { key: "person", header: "Person", cell: (lead) => <Who lead={lead} asOf={asOf} timezone={timezone} /> },
    {
      key: "score",
      header: "Score",
      phoneWidth: "116px",
      sort: { descending: "score" },
      cell: (lead) => (
        <span className={styles.score}>
          <span className={styles.points}>{lead.latestScore ?? "–"}</span>
          <Temperature temperature={lead.temperature} />
        </span>
      ),
    },
    {
      key: "best",
      header: "Best",
      isNumber: true,
      isWide: true,
      sort: { descending: "best" },
      cell: ({ bestScore }) => bestScore ?? <Dash />,
    },
    { key: "asked", header: "Asked for", isWide: true, cell: ({ ctas }) => <Asked ctas={ctas} /> },
    {
      key: "demo",
      header: "Demo",
      isWide: true,
      cell: ({ demoAt }) => (demoAt ? <time dateTime={demoAt}>{formatInstant(demoAt, timezone)}</time> : <Dash />),
    },
    {
      key: "followup",
      header: "Follow-up",
      isWide: true,
      cell: ({ followUpDay }) => (followUpDay ? formatDay(followUpDay) : <Dash />),
    },
    {
      key: "customer",
      header: "Customer",
      isWide: true,
      cell: ({ customer }) => customer?.reference ?? <Dash />,
    },
    { key: "calls", header: "Calls", isNumber: true, isWide: true, cell: ({ callCount }) => formatCount(callCount) },
    { key: "agent", header: "Agent", isWide: true, cell: ({ agent }) => agent.name },
    {
      key: "latest",
      header: "Last call",
      isWide: true,
      sort: { descending: "latest" },
      cell: ({ latestCallAt }) => (
        <span className={styles.time}>
          <RelativeTime at={latestCallAt} asOf={asOf} timezone={timezone} />
        </span>
      ),
    },
  ];
}

function Who({ lead, asOf, timezone }: { lead: LeadListItem; asOf: string; timezone: string }) {
  const { first, second } = leadWords(lead);
  return (
    <span className={styles.who}>
      <RowLink href={`/leads/${lead.id}`}>
        <bdi>{first}</bdi>
      </RowLink>
      {second && <SecondLine>{second}</SecondLine>}
      <SecondLine onlyOnPhone>
        <RelativeTime at={lead.latestCallAt} asOf={asOf} timezone={timezone} />
        {lead.customer && ` · ${lead.customer.reference}`}
      </SecondLine>
    </span>
  );
}

function Asked({ ctas }: Pick<LeadListItem, "ctas">) {
  if (ctas.length === 0) return <Dash />;
  return <span className={styles.asked}>{ctas.map((cta) => ctaWords[cta]).join(", ")}</span>;
}
