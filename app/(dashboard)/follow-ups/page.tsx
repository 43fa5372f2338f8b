import type { Metadata } from "next";
import { ScheduleFollowUp } from "@/components/follow-ups/schedule-follow-up";
import { Page } from "@/components/layout/page";
import { Hydrated } from "@/components/live/hydrated";
import { Notices } from "@/components/ui/notices";
import { queryString } from "@/components/ui/query-string";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { listFollowUps } from "@/lib/follow-ups/list-follow-ups";
import { listFollowUpsOfMonth } from "@/lib/follow-ups/list-follow-ups-of-month";
import { parseFollowUpQuery } from "@/lib/follow-ups/parse-follow-up-query";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { scheduleFollowUp } from "./actions";
import { FollowUpList } from "./follow-up-list";
import { FollowUpMonthView } from "./follow-up-month-view";
import { followUpsKey } from "./follow-ups-key";

export const metadata: Metadata = { title: "Follow-ups" };

type FollowUpsPageProps = { searchParams: Promise<Readonly<Record<string, string | string[] | undefined>>> };

export default async function FollowUpsPage({ searchParams }: FollowUpsPageProps) {
  const params = await searchParams;
  const search = queryString(params);
  const ctx = await requireTenantContext(`/follow-ups?${search}`);
  const query = parseFollowUpQuery(params, todayIn(ctx.actor.timezone, ctx.clock.now()));
  const data = query.view === "month" ? await listFollowUpsOfMonth(ctx, query) : await listFollowUps(ctx, query);
  return (
    <Page
      title="Follow-ups"
      actions={<ScheduleFollowUp action={scheduleFollowUp} variant="filled" label="Schedule follow-up" />}
    >
      <Notices notices={query.notices} />
      <Hydrated queryKey={followUpsKey(search)} data={data}>
        {query.view === "month" ? (
          <FollowUpMonthView search={search} day={query.day} />
        ) : (
          <FollowUpList search={search} />
        )}
      </Hydrated>
    </Page>
  );
}
