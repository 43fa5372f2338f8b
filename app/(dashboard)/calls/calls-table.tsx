import { VisuallyHidden } from "@mantine/core";
import { IconArrowDownLeft, IconArrowUpRight } from "@tabler/icons-react";
import Link from "next/link";
import { exactTime, RelativeTime } from "@/components/ui/relative-time";
import { Temperature } from "@/components/ui/temperature";
import type { CallListItem, CallPage } from "@/lib/calls/schema";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { CallResult } from "./call-result";
import styles from "./calls-table.module.css";

export function CallsTable({ page, timezone }: { page: CallPage; timezone: string }) {
  return (
    <div className={styles.frame}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.wide}>
              Started
            </th>
            <th scope="col">Caller</th>
            <th scope="col" className={styles.wide}>
              Agent
            </th>
            <th scope="col" className={styles.wide}>
              Outcome
            </th>
            <th scope="col">Lead</th>
            <th scope="col" className={styles.number}>
              Duration
            </th>
            <th scope="col" className={`${styles.number} ${styles.wide}`}>
              Credits
            </th>
          </tr>
        </thead>
        <tbody>
          {page.calls.map((call) => (
            <CallRow key={call.id} call={call} asOf={page.asOf} timezone={timezone} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CallRow({ call, asOf, timezone }: { call: CallListItem; asOf: string; timezone: string }) {
  const DirectionIcon = call.direction === "inbound" ? IconArrowDownLeft : IconArrowUpRight;
  const caller = callerWords(call);
  const started = <RelativeTime at={call.startedAt} asOf={asOf} timezone={timezone} />;
  return (
    <tr className={styles.row}>
      <td className={`${styles.time} ${styles.wide}`}>{started}</td>
      <td className={styles.caller}>
        <span className={styles.direction} title={call.direction === "inbound" ? "Inbound" : "Outbound"}>
          <DirectionIcon size={15} stroke={1.8} aria-hidden />
        </span>
        <span className={styles.who}>
          <Link href={`/calls/${call.id}`} className={styles.link}>
            <bdi>{caller.first}</bdi>
            <VisuallyHidden>
              , {call.direction} call of {exactTime(call.startedAt, timezone)}
            </VisuallyHidden>
          </Link>
          {caller.second && <span className={styles.second}>{caller.second}</span>}
          <span className={`${styles.second} ${styles.narrow}`}>
            {started} · {call.agent.name}
          </span>
        </span>
      </td>
      <td className={`${styles.agent} ${styles.wide}`}>{call.agent.name}</td>
      <td className={styles.wide}>
        <CallResult call={call} />
      </td>
      <td>
        {call.lead ? (
          <span className={styles.lead}>
            <span className={styles.score}>{call.lead.totalScore ?? "–"}</span>
            <Temperature temperature={call.lead.temperature} />
          </span>
        ) : (
          <Dash />
        )}
      </td>
      <td className={styles.number}>
        {call.status === "in_progress" ? <Dash /> : formatDuration(call.durationSeconds)}
      </td>
      <td className={`${styles.number} ${styles.wide}`}>
        {call.creditsUsed > 0 ? formatCount(call.creditsUsed) : <Dash />}
      </td>
    </tr>
  );
}

/** Whom a call was with, in at most two pieces. */
export function callerWords({ callerName, phoneNumber, country, source }: CallListItem) {
  const number = phoneNumber && country ? `${phoneNumber} · ${country}` : phoneNumber;
  if (callerName) return { first: callerName, second: number };
  if (phoneNumber) return { first: phoneNumber, second: country };
  return { first: source === "internet" ? "Website visitor" : "Unknown caller", second: null };
}

function Dash() {
  return (
    <span className={styles.dash}>
      <span aria-hidden>–</span>
      <VisuallyHidden>none</VisuallyHidden>
    </span>
  );
}
