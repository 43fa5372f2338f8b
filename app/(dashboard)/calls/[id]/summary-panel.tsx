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
      <Words label="Topics" words={topics} />
      <Words label="Objections" words={objections} />
      {nextSteps && <Words label="Next steps" words={[nextSteps]} />}
    </Panel>
  );
}

function Words({ label, words }: { label: string; words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <p className={styles.words}>
      <span className={styles.label}>{label}</span> {words.join(", ")}
    </p>
  );
}
