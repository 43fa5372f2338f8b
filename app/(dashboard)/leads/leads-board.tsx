import { Fragment, type ReactNode } from "react";
import { FollowUpDay } from "@/components/follow-ups/follow-up-day";
import { temperatures } from "@/components/leads/temperature";
import { Link } from "@/components/navigation/link";
import { RelativeTime } from "@/components/ui/relative-time";
import { useAddress } from "@/components/ui/use-address";
import { ctaLabels } from "@/lib/calls/labels";
import type { LeadBoard, LeadListItem, LeadPage } from "@/lib/leads/schema";
import { formatTotal } from "@/lib/lists/format-total";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { formatDay } from "@/lib/platform/format/format-day";
import { leadLabel } from "./filters";
import styles from "./leads-board.module.css";

const columns = ["hot", "warm", "cold"] as const;
type Column = (typeof columns)[number];

/** Leads in three columns by temperature, each with its own count and pages. */
export function LeadsBoard({ board, at, timezone }: { board: LeadBoard; at: string; timezone: string }) {
  const places = at.split(".");
  const addressOf = (column: Column, cursor: string | null) =>
    columns.map((each, index) => (each === column ? (cursor ?? "") : (places[index] ?? ""))).join(".");
  return (
    <div className={styles.board}>
      {columns.map((column) => (
        <BoardColumn
          key={column}
          column={column}
          page={board[column]}
          timezone={timezone}
          cursorOf={(cursor) => addressOf(column, cursor)}
        />
      ))}
    </div>
  );
}

type BoardColumnProps = { column: Column; page: LeadPage; timezone: string; cursorOf(cursor: string | null): string };

function BoardColumn({ column, page, timezone, cursorOf }: BoardColumnProps) {
  const { label, icon: Icon, color } = temperatures[column];
  return (
    <section className={styles.column} aria-label={`${label} leads`}>
      <h2 className={styles.head}>
        <Icon size={16} stroke={2} color={color} aria-hidden />
        {label}
        <span className={styles.count}>
          {formatTotal(page.total)} {page.total.count === 1 ? "person" : "people"}
        </span>
      </h2>
      {page.leads.length === 0 ? (
        <p className={styles.none}>No matching {label.toLowerCase()} leads.</p>
      ) : (
        <ul className={styles.cards}>
          {page.leads.map((lead) => (
            <Card key={lead.id} lead={lead} asOf={page.asOf} timezone={timezone} />
          ))}
        </ul>
      )}
      {(page.previousCursor || page.nextCursor) && (
        <nav className={styles.pages} aria-label={`Pages of ${label.toLowerCase()} leads`}>
          <PageLink cursor={page.previousCursor} cursorOf={cursorOf}>
            Previous
          </PageLink>
          <PageLink cursor={page.nextCursor} cursorOf={cursorOf}>
            Next
          </PageLink>
        </nav>
      )}
    </section>
  );
}

function Card({ lead, asOf, timezone }: { lead: LeadListItem; asOf: string; timezone: string }) {
  const { first, second } = leadLabel(lead);
  const { ctas, followUpDay, customer } = lead;
  const marks: readonly { key: string; content: ReactNode }[] = [
    ...ctas.map((cta) => ({ key: cta, content: ctaLabels[cta] })),
    ...(followUpDay ? [{ key: "follow-up", content: <FollowUpMark day={followUpDay} {...{ asOf, timezone }} /> }] : []),
    ...(customer ? [{ key: "customer", content: customer.reference }] : []),
  ];
  return (
    <li className={styles.card}>
      <div className={styles.top}>
        <Link href={`/leads/${lead.id}`} className={styles.name}>
          <bdi>{first}</bdi>
        </Link>
        <span className={styles.score}>
          {lead.latestScore ?? "–"}
          {lead.bestScore !== null && lead.bestScore !== lead.latestScore && (
            <span className={styles.best}> best {lead.bestScore}</span>
          )}
        </span>
      </div>
      <div className={styles.line}>
        <span className={styles.second}>{second}</span>
        <RelativeTime at={lead.latestCallAt} asOf={asOf} timezone={timezone} />
      </div>
      {marks.length > 0 && (
        <div className={styles.marks}>
          {marks.map(({ key, content }, index) => (
            <Fragment key={key}>
              {index > 0 && " · "}
              {content}
            </Fragment>
          ))}
        </div>
      )}
    </li>
  );
}

function FollowUpMark({ day, asOf, timezone }: { day: string; asOf: string; timezone: string }) {
  return (
    <FollowUpDay day={day} today={todayIn(timezone, new Date(asOf))} isPending>
      Follow-up {formatDay(day)}
    </FollowUpDay>
  );
}

type PageLinkProps = { cursor: string | null; cursorOf(cursor: string): string; children: string };

function PageLink({ cursor, cursorOf, children }: PageLinkProps) {
  const address = useAddress();
  if (!cursor)
    return (
      <span className={styles.page} aria-disabled="true">
        {children}
      </span>
    );
  return (
    <Link href={address({ at: cursorOf(cursor) })} scroll={false} className={styles.page}>
      {children}
    </Link>
  );
}
