import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { ScheduleFollowUp } from "@/components/follow-ups/schedule-follow-up";
import { CallsOfPerson } from "@/components/leads/calls-of-person";
import { FollowUpsOfPerson } from "@/components/leads/follow-ups-of-person";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { DetailColumns } from "@/components/shell/detail-columns";
import { Page } from "@/components/shell/page";
import { getCustomer } from "@/lib/customers/get-customer";
import { listFollowUpsOfPerson } from "@/lib/follow-ups/list-follow-ups-of-person";
import { listCallsOfPerson, personCallOrder } from "@/lib/leads/list-calls-of-person";
import { decodeCursor } from "@/lib/lists/cursor";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { orNotFound } from "../../../_or-not-found";
import { scheduleFollowUp } from "../../follow-ups/actions";
import { CustomerHistory } from "./customer-history";
import { CustomerPanel } from "./customer-panel";
import { EditCustomer } from "./edit-customer";
import { Notes } from "./notes";
import { StatusControl } from "./status-control";

export const metadata: Metadata = { title: "Customer" };

type CustomerPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CustomerPage({ params, searchParams }: CustomerPageProps) {
  const { id } = await params;
  const ctx = await requireTenantContext(`/customers/${encodeURIComponent(id)}`);
  const customer = await getCustomer(ctx, { id }).catch(orNotFound);
  const { at } = await searchParams;
  const { personKeys, firstCall } = customer;
  const known = personKeys.length > 0 ? personKeys : [firstCall?.id ?? customer.id];
  const [calls, followUps] = await Promise.all([
    listCallsOfPerson(ctx, {
      personKeys: known,
      cursor: typeof at === "string" ? decodeCursor(at, personCallOrder) : null,
    }),
    Promise.all(known.map((personKey) => listFollowUpsOfPerson(ctx, { personKey }))),
  ]);
  const { timezone } = ctx.actor;

  return (
    <Page
      title={customer.name}
      before={<Breadcrumbs trail={[{ href: "/customers", label: "Customers" }]} />}
      actions={<EditCustomer customer={customer} />}
    >
      <RefreshOnChange />
      <DetailColumns
        side={
          <>
            <StatusControl id={customer.id} status={customer.status} />
            <CustomerPanel customer={customer} timezone={timezone} />
            <FollowUpsOfPerson
              today={todayIn(ctx.actor.timezone, ctx.clock.now())}
              followUps={followUps.flat()}
              action={
                <ScheduleFollowUp
                  action={scheduleFollowUp}
                  size="xs"
                  name={customer.name}
                  phone={customer.phone?.text}
                  email={customer.email}
                  callId={customer.latestCall?.id}
                />
              }
            />
          </>
        }
      >
        <Notes notes={customer.notes} />
        <CustomerHistory customer={customer} timezone={timezone} />
        <CallsOfPerson page={calls} path={`/customers/${customer.id}`} timezone={timezone} asOf={customer.asOf} />
      </DetailColumns>
    </Page>
  );
}
