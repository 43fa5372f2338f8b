import Link from "next/link";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import { Temperature } from "@/components/ui/temperature";
import type { Overview } from "@/lib/analytics/overview";
import styles from "./latest-leads.module.css";

export function LatestLeads({ overview }: { overview: Overview }) {
  const { latestLeads, asOf, timezone } = overview;
  return (
    <Panel
      title="Latest leads"
      aside={
        <Link href="/calls?lead=yes" className={styles.all}>
          All leads
        </Link>
      }
    >
      {latestLeads.length === 0 && <p className={styles.none}>A call that brings a lead appears here when it ends.</p>}
      <ul className={styles.list}>
        {latestLeads.map((lead) => (
          <li key={lead.callId}>
            <Link href={`/calls/${lead.callId}`} className={styles.row}>
              <span className={styles.who}>
                <bdi className={styles.name}>{lead.name ?? lead.phoneNumber ?? "Unknown caller"}</bdi>
                <span className={styles.more}>
                  <RelativeTime at={lead.startedAt} asOf={asOf} timezone={timezone} />
                  {` · ${lead.company ?? lead.agentName}`}
                </span>
              </span>
              <span className={styles.score}>{lead.totalScore ?? "–"}</span>
              <Temperature temperature={lead.temperature} />
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
