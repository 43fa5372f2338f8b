import type { ReactNode } from "react";
import { Dash, DataTable, RowLink, SecondLine } from "@/components/data-table/data-table";
import { fieldColumns } from "@/components/data-table/field-columns";
import type { Selection } from "@/components/data-table/use-selection";
import { FollowUpDay } from "@/components/follow-ups/follow-up-day";
import { Temperature } from "@/components/leads/temperature";
import { RelativeTime } from "@/components/ui/relative-time";
import { ctaLabels } from "@/lib/calls/labels";
import { leadFields } from "@/lib/leads/fields";
import type { LeadListItem, LeadPage, LeadSort } from "@/lib/leads/schema";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { formatDay } from "@/lib/platform/format/format-day";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { leadLabel } from "./filters";
import styles from "./leads.module.css";

type LeadsTableProps = {
  page: LeadPage;
  sort: LeadSort;
  shown: readonly string[];
  timezone: string;
  selection: Selection;
  actions: ReactNode;
};

export function LeadsTable({ page, sort, shown, timezone, selection, actions }: LeadsTableProps) {
  const { asOf } = page;
  const today = todayIn(timezone, new Date(asOf));
  const drawn = {
    person: (lead: LeadListItem) => <Who lead={lead} asOf={asOf} timezone={timezone} />,
    score: (lead: LeadListItem) => (
      <span className={styles.score}>
        <span className={styles.points}>{lead.latestScore ?? "–"}</span>
        <Temperature temperature={lead.temperature} />
      </span>
    ),
    asked: ({ ctas }: LeadListItem) => <Asked ctas={ctas} />,
    followup: ({ followUpDay }: LeadListItem) =>
      followUpDay ? (
        <FollowUpDay day={followUpDay} today={today} isPending>
          {formatDay(followUpDay)}
        </FollowUpDay>
      ) : (
        <Dash />
      ),
    demo: ({ demoAt }: LeadListItem) =>
      demoAt ? <time dateTime={demoAt}>{formatInstant(demoAt, timezone)}</time> : <Dash />,
  };
  return (
    <DataTable
      caption="Leads, one row per person"
      columns={fieldColumns({ fields: leadFields, shown, drawn, asOf, timezone })}
      rows={page.leads}
      rowKey={({ id }) => id}
      sort={sort}
      selection={{ state: selection, rowName: (lead) => leadLabel(lead).first, actions }}
    />
  );
}

function Who({ lead, asOf, timezone }: { lead: LeadListItem; asOf: string; timezone: string }) {
  const { first, second } = leadLabel(lead);
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
  return <span className={styles.asked}>{ctas.map((cta) => ctaLabels[cta]).join(", ")}</span>;
}
