import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { ScheduleFollowUp } from "@/components/follow-ups/schedule-follow-up";
import { CallsOfPerson } from "@/components/leads/calls-of-person";
import { FollowUpsOfPerson } from "@/components/leads/follow-ups-of-person";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { DetailColumns } from "@/components/shell/detail-columns";
import { Page } from "@/components/shell/page";
import { getCall } from "@/lib/calls/get-call";
import { listFollowUpsOfPerson } from "@/lib/follow-ups/list-follow-ups-of-person";
import { getLead } from "@/lib/leads/get-lead";
import { listCallsOfPerson, personCallOrder } from "@/lib/leads/list-calls-of-person";
import { decodeCursor } from "@/lib/lists/cursor";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { orNotFound } from "../../../_or-not-found";
import { scheduleFollowUp } from "../../follow-ups/actions";
import { leadLabel } from "../filters";
import { ConvertLead } from "./convert-lead";
import { LeadScorePanel } from "./lead-score-panel";
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
      cursor: typeof at === "string" ? decodeCursor(at, personCallOrder) : null,
    }),
    listFollowUpsOfPerson(ctx, { personKey: lead.personKey }),
  ]);
  const { timezone } = ctx.actor;
  const title = leadLabel(lead).first;

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
            <LeadScorePanel lead={lead} timezone={timezone} />
            <PersonPanel lead={lead} timezone={timezone} />
            <FollowUpsOfPerson
              today={todayIn(ctx.actor.timezone, ctx.clock.now())}
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
