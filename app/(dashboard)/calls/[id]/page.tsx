import { IconArrowLeft } from "@tabler/icons-react";
import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Page } from "@/components/layout/page";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { listLedgerEntriesOfCall } from "@/lib/billing/list-ledger-entries-of-call";
import type { CallDetail } from "@/lib/calls/call-detail";
import { getCall } from "@/lib/calls/get-call";
import { AppError } from "@/lib/platform/errors";
import { callerWords } from "../calls-table";
import { CallCost } from "./call-cost";
import { CallFacts } from "./call-facts";
import styles from "./call-page.module.css";
import { ListeningProvider } from "./listening";
import { Player } from "./player";
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
  const ctx = await requireTenantContext(`/calls/${encodeURIComponent(id)}`);
  const call = await getCall(ctx, { id }).catch(orNotFound);
  const entries = await listLedgerEntriesOfCall(ctx, call.id);
  const { timezone } = ctx.actor;

  return (
    <Page
      title={callerWords(call).first}
      before={
        <Link href="/calls" className={styles.back} aria-label="Back to calls">
          <IconArrowLeft size={18} stroke={1.7} aria-hidden />
        </Link>
      }
    >
      {call.status === "in_progress" && <RefreshOnChange />}
      <ListeningProvider
        recordingUrl={call.hasRecording ? `/api/calls/${call.id}/recording` : null}
        turns={call.turns}
        startsAtSeconds={startOf((await searchParams).t, call)}
      >
        <div className={styles.page}>
          <div className={styles.columns}>
            <div className={styles.main}>
              <SummaryPanel call={call} />
              <Transcript call={call} />
            </div>
            <div className={styles.side}>
              <ScorePanel call={call} timezone={timezone} />
              <CallFacts call={call} timezone={timezone} />
              <CallCost call={call} entries={entries} timezone={timezone} />
            </div>
          </div>
          <Player durationSeconds={call.durationSeconds} />
        </div>
      </ListeningProvider>
    </Page>
  );
}

function orNotFound(error: unknown): never {
  if (error instanceof AppError && error.code === "NOT_FOUND") notFound();
  throw error;
}

/** The second that an address asks to listen from, within the call. */
function startOf(given: string | string[] | undefined, call: CallDetail): number | null {
  if (typeof given !== "string" || !/^\d{1,6}$/.test(given)) return null;
  return Math.min(Number(given), call.durationSeconds);
}
