import type { ReactNode } from "react";
import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { CustomerDetail, CustomerEvent } from "@/lib/customers/schema";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./customer-page.module.css";

type Entry = { key: string; at: string; by: string | null; what: ReactNode };

/** What has happened, the newest first, back to the first call. */
export function CustomerHistory({ customer, timezone }: { customer: CustomerDetail; timezone: string }) {
  const { firstCall, latestCall } = customer;
  const entries: Entry[] = customer.events.map((event) => ({
    key: event.id,
    at: event.at,
    by: event.by,
    what: sentence(event, customer.reference),
  }));
  if (latestCall && latestCall.id !== firstCall?.id)
    entries.push({ key: "latest", at: latestCall.at, by: null, what: callSentence("Last call", latestCall) });
  if (firstCall)
    entries.push({ key: "first", at: firstCall.at, by: null, what: callSentence("First call", firstCall) });
  entries.sort((a, b) => b.at.localeCompare(a.at));
  return (
    <Panel title="History">
      <ol className={styles.trail}>
        {entries.map(({ key, at, by, what }) => (
          <li key={key} className={styles.entry}>
            {what}
            <span className={styles.when}>
              <time dateTime={at}>{formatInstant(at, timezone)}</time>
              {by && ` · ${by}`}
            </span>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

type Call = NonNullable<CustomerDetail["firstCall"]>;

function callSentence(title: string, { id, direction, agentName, score }: Call): ReactNode {
  return (
    <>
      <Link href={`/calls/${id}`}>{title}</Link>, {direction}, with {agentName}
      {score !== null && `, score ${score}`}
    </>
  );
}

function sentence({ kind, from, to }: CustomerEvent, reference: string): string {
  switch (kind) {
    case "converted":
      return `Became customer ${reference}`;
    case "status_changed":
      return `Status changed from ${from?.toLowerCase()} to ${to?.toLowerCase()}`;
    case "sales_rep_changed":
      if (!to) return `${from} is no longer the sales rep`;
      return from ? `Sales rep changed from ${from} to ${to}` : `${to} is the sales rep`;
    case "note_changed":
      if (!to) return "Notes removed";
      return from ? "Notes changed" : "Notes added";
    case "details_changed":
      return `Details changed: ${to}`;
  }
}
