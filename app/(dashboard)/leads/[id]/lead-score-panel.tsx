import { IconCircleCheck } from "@tabler/icons-react";
import { Temperature, temperatures } from "@/components/leads/temperature";
import { Panel } from "@/components/ui/panel";
import type { LeadDetail } from "@/lib/leads/schema";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./lead-page.module.css";
import { OverrideScore } from "./override-score";

/** How good the lead is by its latest call: the score that counts, and beside it what the AI says. */
export function LeadScorePanel({ lead, timezone }: { lead: LeadDetail; timezone: string }) {
  const [latest] = lead.scores;
  return (
    <Panel title="Score" aside={<Temperature temperature={lead.temperature} />}>
      <div className={styles.total}>
        <span className={styles.value} style={{ color: temperatures[lead.temperature].color }}>
          {lead.latestScore ?? "–"}
        </span>
        <span className={styles.of}>of 100, latest call</span>
        {lead.isQualified && (
          <span className={styles.qualified}>
            <IconCircleCheck size={15} stroke={1.8} aria-hidden />
            Qualified
          </span>
        )}
      </div>
      {latest?.override && (
        <dl className={styles.judges}>
          <dt>AI</dt>
          <dd>
            {latest.ai.score ?? "no score"} · {temperatures[latest.ai.temperature].label.toLowerCase()}
          </dd>
          <dt>Your score</dt>
          <dd>
            {latest.score}, since {formatInstant(latest.override.at, timezone)}
          </dd>
          <dt>Reason</dt>
          <dd>{latest.override.reason}</dd>
        </dl>
      )}
      {latest && <OverrideScore call={latest} />}
    </Panel>
  );
}
