import { IconQuote } from "@tabler/icons-react";
import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import type { CallDetail, Quote, ScoreName } from "@/lib/calls/call-detail";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./lead-page.module.css";

const scoreLabels: Record<ScoreName, string> = {
  intent: "Intent",
  urgency: "Urgency",
  budget: "Budget",
  fit: "Fit",
  engagement: "Engagement",
};

/** Why the latest call was scored as it was, with the words that say so; each opens the call where they are spoken. */
export function ReasonsPanel({ call, timezone }: { call: CallDetail; timezone: string }) {
  const { leadDetail } = call;
  const scores = leadDetail?.scores.filter(({ value, rationale, quote }) => value !== null || rationale || quote) ?? [];
  return (
    <Panel title="Why" aside={<span className={styles.of}>Call of {formatInstant(call.startedAt, timezone)}</span>}>
      {leadDetail?.totalRationale && <p className={styles.rationale}>{leadDetail.totalRationale}</p>}
      {scores.length === 0 && <p className={styles.empty}>The AI gave no reasons for the latest call.</p>}
      {scores.map(({ name, value, rationale, quote }) => (
        <div key={name} className={styles.reason}>
          <div className={styles.reasonHead}>
            <span>{scoreLabels[name]}</span>
            <span>{value ?? "–"}</span>
          </div>
          {rationale && <p className={styles.reasonText}>{rationale}</p>}
          {quote && <QuoteLink call={call} quote={quote} />}
        </div>
      ))}
    </Panel>
  );
}

function QuoteLink({ call, quote }: { call: CallDetail; quote: Quote }) {
  const second = call.turns[quote.turn]?.atSeconds ?? 0;
  return (
    <Link href={`/calls/${call.id}?t=${second}`} className={styles.quote}>
      <IconQuote size={14} stroke={1.8} aria-hidden />
      <span>{quote.text}</span>
      <span>{formatDuration(second)}</span>
    </Link>
  );
}
