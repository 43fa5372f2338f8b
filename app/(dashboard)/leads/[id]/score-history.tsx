import { Link } from "@/components/navigation/link";
import { Panel } from "@/components/ui/panel";
import { Temperature } from "@/components/ui/temperature";
import { ctaWords } from "@/lib/calls/cta-words";
import type { LeadDetail, ScoredCall } from "@/lib/leads/schema";
import { countOf } from "@/lib/platform/format/count-of";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "./score-history.module.css";

/** How the person's score went from call to call, as steps and as a table. */
export function ScoreHistory({ lead, timezone }: { lead: LeadDetail; timezone: string }) {
  const { scores, bestCallId } = lead;
  return (
    <Panel
      title="Score history"
      aside={
        <span className={styles.summary}>
          Best {lead.bestScore ?? "–"} · {countOf(lead.callCount, "call")}
        </span>
      }
    >
      <Steps scores={scores.flatMap(({ score }) => (score === null ? [] : [score])).reverse()} />
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
      <td>{call.ctas.length > 0 ? call.ctas.map((cta) => ctaWords[cta]).join(", ") : "–"}</td>
      <td>{call.agentName}</td>
    </tr>
  );
}

const inset = 3;

/** It repeats what the table says, so screen readers skip it. */
function Steps({ scores }: { scores: readonly number[] }) {
  if (scores.length < 2) return null;
  const step = (100 - 2 * inset) / (scores.length - 1);
  const x = (index: number) => `${inset + index * step}%`;
  const y = (score: number) => `${94 - score * 0.88}%`;
  return (
    <svg className={styles.steps} aria-hidden="true">
      {scores.slice(1).map((score, index) => {
        const before = scores[index] ?? score;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a step is nothing but its place.
          <g key={index}>
            <line x1={x(index)} x2={x(index + 1)} y1={y(before)} y2={y(before)} />
            <line x1={x(index + 1)} x2={x(index + 1)} y1={y(before)} y2={y(score)} />
          </g>
        );
      })}
      {scores.map((score, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a dot is nothing but its place.
        <circle key={index} cx={x(index)} cy={y(score)} r={scores.length > 40 ? 2 : 3.5} />
      ))}
    </svg>
  );
}
