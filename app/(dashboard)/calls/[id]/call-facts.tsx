import Link from "next/link";
import type { ReactNode } from "react";
import { Panel } from "@/components/ui/panel";
import type { CallDetail } from "@/lib/calls/call-detail";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { CallResult } from "../call-result";
import styles from "./facts.module.css";

const sourceWords = { phone: "by phone", internet: "over the internet", unknown: "source unknown" } as const;

/** The person and the call, a line for each thing that is known. */
export function CallFacts({ call, timezone }: { call: CallDetail; timezone: string }) {
  const company = call.company ?? call.leadDetail?.company;
  return (
    <>
      <Panel title="Person">
        <dl className={styles.facts}>
          <Fact label="Name">{call.callerName}</Fact>
          <Fact label="Number">
            {call.phoneNumber && (
              <>
                {call.phoneNumber}
                {call.country && <div className={styles.more}>{call.country}</div>}
              </>
            )}
          </Fact>
          <Fact label="Email">
            {call.callerEmail && (
              <>
                <a href={`mailto:${encodeURIComponent(call.callerEmail)}`}>{call.callerEmail}</a>
                <div className={styles.more}>
                  <Link href={`/calls?${new URLSearchParams({ email: call.callerEmail })}`}>
                    Calls with this address
                  </Link>
                </div>
              </>
            )}
          </Fact>
          <Fact label="Company">{company}</Fact>
        </dl>
      </Panel>
      <Panel title="Call">
        <dl className={styles.facts}>
          <Fact label="Outcome">
            <CallResult call={call} />
          </Fact>
          <Fact label="Started">
            <time dateTime={call.startedAt}>{formatInstant(call.startedAt, timezone, "second")}</time>
            {timezone !== "UTC" && (
              <div className={styles.more}>{formatInstant(call.startedAt, "UTC", "time")} UTC</div>
            )}
          </Fact>
          <Fact label="Duration">{call.status === "in_progress" ? null : formatDuration(call.durationSeconds)}</Fact>
          <Fact label="Agent">{call.agent.name}</Fact>
          <Fact label="Direction">
            {call.direction === "inbound" ? "Inbound" : "Outbound"}, {sourceWords[call.source]}
          </Fact>
          <Fact label="Ended because">{call.terminationReason}</Fact>
        </dl>
      </Panel>
    </>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={styles.fact}>
      <dt>{label}</dt>
      <dd>{children || <span className={styles.more}>–</span>}</dd>
    </div>
  );
}
