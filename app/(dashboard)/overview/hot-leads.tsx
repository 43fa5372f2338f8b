import { IconFlame } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Overview } from "@/lib/analytics/overview/overview";
import { callsHref } from "@/lib/metrics/calls-href";
import { withCountry } from "@/lib/platform/format/with-country";
import styles from "./hot-leads.module.css";

export function HotLeads({ overview }: { overview: Overview }) {
  const { hotLeads, asOf, timezone } = overview;
  return (
    <Panel
      title="Latest hot lead calls"
      aside={
        <Link href={callsHref(null, { temperature: "hot" })} className={styles.all}>
          All hot lead calls
        </Link>
      }
    >
      {hotLeads.length === 0 && <p className={styles.none}>A call with a hot lead appears here when it ends.</p>}
      <ul className={styles.list}>
        {hotLeads.map((lead) => (
          <li key={lead.callId}>
            <Link href={`/calls/${lead.callId}`} className={styles.row}>
              <span className={styles.who}>
                <bdi className={styles.name}>
                  {lead.name ?? withCountry(lead.phoneNumber, lead.country) ?? "Unknown caller"}
                </bdi>
                <span className={styles.more}>
                  <RelativeTime at={lead.startedAt} asOf={asOf} timezone={timezone} />
                  {` · ${lead.company ?? lead.agentName}`}
                </span>
              </span>
              <span className={styles.score}>
                <IconFlame size={14} stroke={2} color="var(--cw-hot)" aria-hidden />
                {lead.totalScore ?? "–"}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
