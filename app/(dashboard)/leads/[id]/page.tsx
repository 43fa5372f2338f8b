import type { Metadata } from "next";
import { ScheduleFollowUp } from "@/components/follow-ups/schedule-follow-up";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import { DetailColumns } from "@/components/layout/detail-columns";
import { Page } from "@/components/layout/page";
import { CallsOfPerson } from "@/components/leads/calls-of-person";
import { FollowUpsOfPerson } from "@/components/leads/follow-ups-of-person";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { decodeCallCursor } from "@/lib/calls/call-cursor";
import { getCall } from "@/lib/calls/get-call";
import { listFollowUpsOfPerson } from "@/lib/follow-ups/list-follow-ups-of-person";
import { getLead } from "@/lib/leads/get-lead";
import { listCallsOfPerson } from "@/lib/leads/list-calls-of-person";
import { orNotFound } from "../../../_or-not-found";
import { scheduleFollowUp } from "../../follow-ups/actions";
import { leadWords } from "../words";
import { ConvertLead } from "./convert-lead";
import { JudgementPanel } from "./judgement-panel";
import { PersonPanel } from "./person-panel";
import { ReasonsPanel } from "./reasons-panel";
import { ScoreHistory } from "./score-history";

export const metadata: Metadata = { title: "Lead" };

type LeadPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function LeadPage({ params, searchParams }: LeadPageProps) {
  const { id } = await params;
  const ctx = await requireTenantContext(`/leads/${encodeURIComponent(id)}`);
  const lead = await getLead(ctx, { id }).catch(orNotFound);
  const { at } = await searchParams;
  const [latest, calls, followUps] = await Promise.all([
    getCall(ctx, { id: lead.latestCallId }).catch(orNotFound),
    listCallsOfPerson(ctx, {
      personKeys: [lead.personKey],
      cursor: typeof at === "string" ? decodeCallCursor(at) : null,
    }),
    listFollowUpsOfPerson(ctx, { personKey: lead.personKey }),
  ]);
  const { timezone } = ctx.actor;
  const title = leadWords(lead).first;

  return (
    <Page
      title={title}
      before={<Breadcrumbs trail={[{ href: "/leads", label: "Leads" }]} />}
      actions={<ConvertLead lead={lead} title={title} />}
    >
      <RefreshOnChange />
      <DetailColumns
        side={
          <>
            <JudgementPanel lead={lead} timezone={timezone} />
            <PersonPanel lead={lead} timezone={timezone} />
            <FollowUpsOfPerson
              followUps={followUps}
              action={
                <ScheduleFollowUp
                  action={scheduleFollowUp}
                  size="xs"
                  name={lead.name}
                  phone={lead.phone?.text}
                  email={lead.email}
                  callId={lead.latestCallId}
                />
              }
            />
          </>
        }
      >
        <ScoreHistory lead={lead} timezone={timezone} />
        <ReasonsPanel call={latest} timezone={timezone} />
        <CallsOfPerson page={calls} path={`/leads/${lead.id}`} timezone={timezone} asOf={lead.asOf} />
      </DetailColumns>
    </Page>
  );
}
