import { Link } from "@/components/navigation/link";
import { ComparisonPicker } from "@/components/ui/comparison-picker";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AgentPage } from "@/lib/analytics/agents/get-agent-metrics";
import { allCallsHref, callsHref } from "@/lib/metrics/calls-href";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { formatSpan } from "@/lib/platform/format/format-span";
import styles from "./agent.module.css";

/** Whether the agent is at work, when it last was, and where its calls are. */
export function AgentSummary({ page: { agent, range, comparison, timezone, asOf } }: { page: AgentPage }) {
  return (
    <p className={styles.summary}>
      <span>{agent.isActive ? "Active" : "Inactive"}</span>
      <span>
        {agent.lastCallAt ? (
          <>
            Last call <RelativeTime at={agent.lastCallAt} asOf={asOf} timezone={timezone} />
          </>
        ) : (
          "No calls yet"
        )}
      </span>
      <Link href={allCallsHref(range, { agent: agent.id })}>All calls in this period</Link>
      <Link href={callsHref(range, { agent: agent.id, temperature: "hot" })}>Hot lead calls</Link>
      <span>
        {formatSpan(range)} <ComparisonPicker comparison={comparison} />
      </span>
      <span className={styles.fresh}>
        Days in {timezone.replaceAll("_", " ")}. As of {formatInstant(asOf, timezone, "time")}
      </span>
      {agent.description && <span className={styles.description}>{agent.description}</span>}
    </p>
  );
}
