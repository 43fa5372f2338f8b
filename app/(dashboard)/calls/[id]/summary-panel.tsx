import { Panel } from "@/components/ui/panel";
import type { CallDetail } from "@/lib/calls/call-detail";
import styles from "./summary-panel.module.css";

export function SummaryPanel({ call }: { call: CallDetail }) {
  const { summaryTitle, summary, topics, objections, nextSteps } = call;
  if (!summary && !summaryTitle && topics.length === 0) return null;
  return (
    <Panel title={summaryTitle ?? "Summary"}>
      {summary && (
        <p className={styles.summary}>
          <bdi>{summary}</bdi>
        </p>
      )}
      <Terms label="Topics" terms={topics} />
      <Terms label="Objections" terms={objections} />
      {nextSteps && <Terms label="Next steps" terms={[nextSteps]} />}
    </Panel>
  );
}

function Terms({ label, terms }: { label: string; terms: readonly string[] }) {
  if (terms.length === 0) return null;
  return (
    <p className={styles.terms}>
      <span className={styles.label}>{label}</span> {terms.join(", ")}
    </p>
  );
}
