import { Link } from "@/components/navigation/link";
import { EmailLink } from "@/components/ui/email-link";
import { Fact, Facts, MoreOfFact } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { CallDetail } from "@/lib/calls/call-detail";
import { originLabel } from "@/lib/calls/labels";
import { formatDecimal } from "@/lib/platform/format/format-decimal";
import { formatDuration } from "@/lib/platform/format/format-duration";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { EditOutcome, type EditOutcomeAction } from "./edit-outcome";
import { endReasonLabel } from "./end-reason-label";
import styles from "./facts.module.css";

type CallFactsProps = { call: CallDetail; timezone: string; setOutcome: EditOutcomeAction };

/** The person and the call, a line for each thing that is known. */
export function CallFacts({ call, timezone, setOutcome }: CallFactsProps) {
  const company = call.company ?? call.leadDetail?.company;
  return (
    <>
      <Panel title="Person">
        <Facts>
          <Fact label="Name">{call.callerName}</Fact>
          <Fact label="Number">
            {call.phoneNumber && (
              <>
                {call.phoneNumber}
                {call.country && <MoreOfFact>{call.country}</MoreOfFact>}
              </>
            )}
          </Fact>
          <Fact label="Email">
            {call.callerEmail && (
              <>
                <EmailLink email={call.callerEmail} />
                <MoreOfFact>
                  <Link href={`/calls?${new URLSearchParams({ email: call.callerEmail })}`}>
                    Calls with this address
                  </Link>
                </MoreOfFact>
              </>
            )}
          </Fact>
          <Fact label="Company">{company}</Fact>
        </Facts>
        <p className={styles.links}>
          <Link href={`/calls?${new URLSearchParams({ person: call.personKey })}`}>All calls with this person</Link>
          {call.leadId && <Link href={`/leads/${call.leadId}`}>Open the lead</Link>}
          {call.contactId && <Link href={`/contacts/${call.contactId}`}>Open the contact</Link>}
        </p>
      </Panel>
      <Panel title="Call">
        <Facts>
          <Fact label="Outcome">
            <EditOutcome call={call} action={setOutcome} />
          </Fact>
          <Fact label="Started">
            <time dateTime={call.startedAt}>{formatInstant(call.startedAt, timezone, "second")}</time>
            {timezone !== "UTC" && <MoreOfFact>{formatInstant(call.startedAt, "UTC", "time")} UTC</MoreOfFact>}
          </Fact>
          <Fact label="Duration">{call.status === "in_progress" ? null : formatDuration(call.durationSeconds)}</Fact>
          {call.sentiment !== null && <Fact label="Mood">{moodOf(call.sentiment)}</Fact>}
          {call.quality !== null && <Fact label="Quality">{formatDecimal(call.quality, 1)} of 10</Fact>}
          {call.satisfaction !== null && <Fact label="Satisfaction">{formatDecimal(call.satisfaction, 1)} of 10</Fact>}
          <Fact label="Agent">{call.agent.name}</Fact>
          <Fact label="Direction">{originLabel(call)}</Fact>
          <Fact label="End reason">{call.terminationReason && endReasonLabel(call.terminationReason)}</Fact>
        </Facts>
      </Panel>
    </>
  );
}

/** The mood of a conversation, -1 to 1, in words. */
function moodOf(sentiment: number): string {
  if (Math.abs(sentiment) < 0.25) return "Neutral";
  const word = sentiment > 0 ? "positive" : "negative";
  return Math.abs(sentiment) < 0.6 ? `Somewhat ${word}` : `Very ${word}`;
}
