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
import { getCustomer } from "@/lib/customers/get-customer";
import { listFollowUpsOfPerson } from "@/lib/follow-ups/list-follow-ups-of-person";
import { listCallsOfPerson } from "@/lib/leads/list-calls-of-person";
import { orNotFound } from "../../../_or-not-found";
import { scheduleFollowUp } from "../../follow-ups/actions";
import { CustomerPanel } from "./customer-panel";
import { EditCustomer } from "./edit-customer";
import { Notes } from "./notes";
import { StatusControl } from "./status-control";
import { Trail } from "./trail";

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
    listCallsOfPerson(ctx, { personKeys: known, cursor: typeof at === "string" ? decodeCallCursor(at) : null }),
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
        <Trail customer={customer} timezone={timezone} />
        <CallsOfPerson page={calls} path={`/customers/${customer.id}`} timezone={timezone} asOf={customer.asOf} />
      </DetailColumns>
    </Page>
  );
}
