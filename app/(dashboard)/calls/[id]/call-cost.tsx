import { Panel } from "@/components/ui/panel";
import type { LedgerEntry } from "@/lib/billing/list-ledger-entries-of-call";
import type { CallDetail } from "@/lib/calls/call-detail";
import { formatCount } from "@/lib/platform/format/format-count";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { explainCost } from "./explain-cost";
import styles from "./facts.module.css";

type CallCostProps = { call: CallDetail; entries: readonly LedgerEntry[]; timezone: string };

/** What the call cost, by which rule, and the ledger entries that took it. */
export function CallCost({ call, entries, timezone }: CallCostProps) {
  const { sum, rule } = explainCost(call);
  return (
    <Panel title="Cost">
      <p className={styles.sum}>{sum}</p>
      {rule && <p className={styles.rule}>{rule}</p>}
      {entries.length > 0 && (
        <table className={styles.entries}>
          <thead>
            <tr>
              <th scope="col">Ledger entry</th>
              <th scope="col">Credits</th>
              <th scope="col">Balance after</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <tr key={entry.id}>
                <td>
                  No. {formatCount(entry.entryNumber)}
                  {entry.isCorrection && ", correction"}
                  <div className={styles.more}>{formatInstant(entry.occurredAt, timezone)}</div>
                </td>
                <td>
                  {entry.amount > 0 ? `+${formatCount(entry.amount)}` : formatCount(entry.amount).replace("-", "−")}
                </td>
                <td>{formatCount(entry.balanceAfter).replace("-", "−")}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
