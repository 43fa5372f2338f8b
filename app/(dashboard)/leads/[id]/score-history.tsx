import type { ChartPoint } from "@/components/charts/chart";
import { LazyPlot } from "@/components/charts/lazy-plot";
import { Temperature } from "@/components/leads/temperature";
import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { ctaLabels } from "@/lib/calls/labels";
import type { LeadDetail, ScoredCall } from "@/lib/leads/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatDay } from "@/lib/platform/format/format-day";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./score-history.module.css";

const chartHeight = 150;
const scoreSeries = [{ key: "score", label: "Score", color: "var(--cw-chart-1)", shape: "step" }] as const;

/** How the person's score went from call to call, as steps and as a table. */
export function ScoreHistory({ lead, timezone }: { lead: LeadDetail; timezone: string }) {
  const { scores, bestCallId } = lead;
  const scored = scores.filter(({ score }) => score !== null).reverse();
  const point = ({ callId, startedAt, score, agentName }: ScoredCall): ChartPoint => ({
    label: `${formatInstant(startedAt, timezone)}, ${agentName}`,
    tick: formatDay(startedAt.slice(0, 10), "short"),
    values: { score },
    hrefs: { score: `/calls/${callId}` },
  });
  return (
    <Panel
      title="Score history"
      aside={
        <span className={styles.summary}>
          Best {lead.bestScore ?? "–"} · {countOf(lead.callCount, "call")}
        </span>
      }
    >
      {scored.length > 1 && (
        <div className={styles.chart}>
          <LazyPlot
            title="Score history"
            series={scoreSeries}
            points={scored.map(point)}
            unit="score"
            height={chartHeight}
          />
        </div>
      )}
      <div className={styles.scroll}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Call</th>
              <th scope="col">Score</th>
              <th scope="col">AI</th>
              <th scope="col">Asked for</th>
              <th scope="col">Agent</th>
            </tr>
          </thead>
          <tbody>
            {scores.map((call) => (
              <Row key={call.callId} call={call} isBest={call.callId === bestCallId} timezone={timezone} />
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Row({ call, isBest, timezone }: { call: ScoredCall; isBest: boolean; timezone: string }) {
  return (
    <tr>
      <td>
        <Link href={`/calls/${call.callId}`}>{formatInstant(call.startedAt, timezone)}</Link>
      </td>
      <td>
        <span className={styles.score}>
          <span className={styles.points}>{call.score ?? "–"}</span>
          <Temperature temperature={call.temperature} />
          {isBest && call.score !== null && <span className={styles.note}>best</span>}
        </span>
      </td>
      <td title={call.override?.reason}>
        {call.override ? `${call.ai.score ?? "no score"}, overridden` : (call.ai.score ?? "–")}
      </td>
      <td>{call.ctas.length > 0 ? call.ctas.map((cta) => ctaLabels[cta]).join(", ") : "–"}</td>
      <td>{call.agentName}</td>
    </tr>
  );
}
