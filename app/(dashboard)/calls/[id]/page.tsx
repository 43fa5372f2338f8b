import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { ScheduleFollowUp } from "@/components/follow-ups/schedule-follow-up";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Page } from "@/components/shell/page";
import { listLedgerEntriesOfCall } from "@/lib/billing/list-ledger-entries-of-call";
import type { CallDetail } from "@/lib/calls/call-detail";
import { getCall } from "@/lib/calls/get-call";
import { findNeighbours } from "@/lib/calls/list/find-neighbours";
import { parseCallQuery } from "@/lib/calls/list/parse-call-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { orNotFound } from "../../../_or-not-found";
import { scheduleFollowUp } from "../../follow-ups/actions";
import { saveNotes, setOutcomes } from "../actions";
import { listQuery } from "../call-href";
import { callerLabel } from "../filters";
import { CallCost } from "./call-cost";
import { CallFacts } from "./call-facts";
import styles from "./call-page.module.css";
import { ListeningProvider } from "./listening";
import { NeighbourLinks } from "./neighbour-links";
import { NotesPanel } from "./notes-panel";
import { Player } from "./player";
import { PrintButton } from "./print-button";
import { ScorePanel } from "./score-panel";
import { SummaryPanel } from "./summary-panel";
import { Transcript } from "./transcript";

export const metadata: Metadata = { title: "Call" };

type CallPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CallPage({ params, searchParams }: CallPageProps) {
  const { id } = await params;
  const { t, q, list } = await searchParams;
  const ctx = await requireTenantContext(`/calls/${encodeURIComponent(id)}`);
  const { timezone } = ctx.actor;
  const from = typeof list === "string" ? listQuery(list) : "";
  const { filters, sort } = parseCallQuery(paramsOf(from), todayIn(timezone, ctx.clock.now()));
  const call = await getCall(ctx, { id }).catch(orNotFound);
  const [entries, neighbours] = await Promise.all([
    listLedgerEntriesOfCall(ctx, call.id),
    findNeighbours(ctx, { id: call.id, filters, sort }),
  ]);
  const startsAt = startOf(t, call);

  return (
    <Page
      title={callerLabel(call).first}
      before={<Breadcrumbs trail={[{ href: from ? `/calls?${from}` : "/calls", label: "Calls" }]} />}
      actions={
        <div className={styles.actions}>
          <NeighbourLinks neighbours={neighbours} list={from} />
          <span className={styles.wide}>
            <PrintButton />
          </span>
          <ScheduleFollowUp
            action={scheduleFollowUp}
            personKey={call.personKey}
            name={call.callerName}
            phone={call.phoneNumber}
            email={call.callerEmail}
            callId={call.id}
            label="Follow up"
          />
        </div>
      }
    >
      {call.status === "in_progress" && <RefreshOnChange />}
      <ListeningProvider
        key={call.id}
        recordingUrl={call.hasRecording ? `/api/calls/${call.id}/recording` : null}
        turns={call.turns}
        startsAtSeconds={startsAt}
      >
        <div className={styles.page}>
          <div className={styles.columns}>
            <div className={styles.main}>
              <SummaryPanel call={call} />
              <Transcript call={call} searched={typeof q === "string" ? q : ""} />
            </div>
            <div className={styles.side}>
              <ScorePanel call={call} timezone={timezone} />
              <CallFacts call={call} timezone={timezone} setOutcome={setOutcomes} />
              <NotesPanel callId={call.id} notes={call.notes} action={saveNotes} />
              <CallCost call={call} entries={entries} timezone={timezone} />
            </div>
          </div>
          <Player callId={call.id} turns={call.turns} durationSeconds={call.durationSeconds} />
        </div>
      </ListeningProvider>
    </Page>
  );
}

function paramsOf(query: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(query));
}

/** The second that an address asks to listen from, within the call. */
function startOf(given: string | string[] | undefined, call: CallDetail): number | null {
  if (typeof given !== "string" || !/^\d{1,6}$/.test(given)) return null;
  return Math.min(Number(given), call.durationSeconds);
}
