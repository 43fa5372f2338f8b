import { IconChevronRight, IconCircleCheck } from "@tabler/icons-react";
import { Temperature, temperatures } from "@/components/leads/temperature";
import { Panel } from "@/components/ui/panel";
import type { CallDetail, Score, ScoreName } from "@/lib/calls/call-detail";
import { ctaLabels } from "@/lib/calls/labels";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { QuoteButton } from "./quote-button";
import styles from "./score-panel.module.css";

const scoreLabels: Record<ScoreName, string> = {
  intent: "Intent",
  urgency: "Urgency",
  budget: "Budget",
  fit: "Fit",
  engagement: "Engagement",
};

export function ScorePanel({ call, timezone }: { call: CallDetail; timezone: string }) {
  const { lead, leadDetail } = call;
  if (!lead || !leadDetail) {
    return (
      <Panel title="Lead score">
        <p className={styles.none}>This call produced no lead: nothing said in it could be scored.</p>
      </Panel>
    );
  }
  return (
    <Panel title="Lead score" aside={<Temperature temperature={lead.temperature} />}>
      <div className={styles.total}>
        <span className={styles.totalValue} style={{ color: temperatures[lead.temperature].color }}>
          {lead.totalScore ?? "–"}
        </span>
        <span className={styles.of}>of 100</span>
        {lead.isQualified && (
          <span className={styles.qualified}>
            <IconCircleCheck size={15} stroke={1.8} aria-hidden />
            Qualified
          </span>
        )}
      </div>
      {leadDetail.override && (
        <p className={styles.totalReason}>
          Overridden: the AI gave {leadDetail.override.aiScore ?? "no score"}. {leadDetail.override.reason}
        </p>
      )}
      {leadDetail.totalRationale && <p className={styles.totalReason}>{leadDetail.totalRationale}</p>}
      <div className={styles.scores}>
        {leadDetail.scores.map((score) => (
          <ScoreLine key={score.name} score={score} />
        ))}
      </div>
      {(leadDetail.ctas.length > 0 || leadDetail.demoScheduledAt) && (
        <div className={styles.asked}>
          <span className={styles.askedLabel}>Asked for</span>
          {leadDetail.ctas.map((cta) => (
            <span key={cta} className={styles.cta}>
              {ctaLabels[cta]}
            </span>
          ))}
          {leadDetail.demoScheduledAt && (
            <span className={styles.demo}>Demo on {formatInstant(leadDetail.demoScheduledAt, timezone)}</span>
          )}
        </div>
      )}
    </Panel>
  );
}

function ScoreLine({ score }: { score: Score }) {
  const { quote } = score;
  return (
    <details className={styles.score}>
      <summary className={styles.line}>
        <IconChevronRight size={14} stroke={2} className={styles.chevron} aria-hidden />
        <span className={styles.name}>{scoreLabels[score.name]}</span>
        <span className={styles.track} aria-hidden>
          <span className={styles.bar} style={{ width: `${score.value ?? 0}%` }} />
        </span>
        <span className={styles.value}>{score.value ?? "–"}</span>
      </summary>
      <div className={styles.reason}>
        {score.level && (
          <span className={styles.level}>{`${score.level.slice(0, 1).toUpperCase()}${score.level.slice(1)}.`}</span>
        )}
        {score.rationale ??
          (score.value === null ? "The conversation contains no evidence for this." : "No reason was given.")}
        {quote && <QuoteButton quote={quote} />}
      </div>
    </details>
  );
}
