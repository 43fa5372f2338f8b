import { IconPencil } from "@tabler/icons-react";
import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { ScheduleFollowUp } from "@/components/follow-ups/schedule-follow-up";
import { FollowUpsOfPerson } from "@/components/leads/follow-ups-of-person";
import { RefreshOnChange } from "@/components/live/refresh-on-change";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { DetailColumns } from "@/components/shell/detail-columns";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/link-button";
import { Panel } from "@/components/ui/panel";
import { contactCallOrder, listCallsOfContact } from "@/lib/calls/list/list-calls-of-contact";
import { getContact } from "@/lib/contacts/get-contact";
import { listFollowUpsOfPerson } from "@/lib/follow-ups/list-follow-ups-of-person";
import { decodeCursor } from "@/lib/lists/cursor";
import { todayIn } from "@/lib/platform/date-range/today-in";
import { orNotFound } from "../../../_or-not-found";
import { scheduleFollowUp } from "../../follow-ups/actions";
import styles from "../contact.module.css";
import { contactTitle } from "../contacts-table";
import { CallsOfContact } from "./calls-of-contact";
import { ContactFacts } from "./contact-facts";
import { DeleteContact } from "./delete-contact";

export const metadata: Metadata = { title: "Contact" };

type ContactPageProps = {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function ContactPage({ params, searchParams }: ContactPageProps) {
  const { id } = await params;
  const { at } = await searchParams;
  const ctx = await requireTenantContext(`/contacts/${encodeURIComponent(id)}`);
  const contact = await getContact(ctx, { id }).catch(orNotFound);
  const cursor = typeof at === "string" ? decodeCursor(at, contactCallOrder) : null;
  const { phone, email, name } = contact;
  const personKeys = [phone?.e164, email?.toLowerCase()].filter((key) => key !== undefined);
  const [{ calls, previousCursor, nextCursor, total }, followUps] = await Promise.all([
    listCallsOfContact(ctx, { contactId: contact.id, cursor }),
    Promise.all(personKeys.map((personKey) => listFollowUpsOfPerson(ctx, { personKey }))),
  ]);
  const { timezone } = ctx.actor;

  return (
    <Page
      title={contactTitle(contact)}
      before={<Breadcrumbs trail={[{ href: "/contacts", label: "Contacts" }]} />}
      actions={
        <div className={styles.actions}>
          <DeleteContact id={contact.id} />
          <LinkButton
            href={`/contacts/${contact.id}/edit`}
            leftSection={<IconPencil size={15} stroke={1.8} aria-hidden />}
          >
            Edit
          </LinkButton>
        </div>
      }
    >
      <RefreshOnChange />
      <DetailColumns
        side={
          <>
            <ContactFacts contact={contact} timezone={timezone} />
            {personKeys[0] && (
              <FollowUpsOfPerson
                today={todayIn(ctx.actor.timezone, ctx.clock.now())}
                followUps={followUps.flat()}
                action={
                  <ScheduleFollowUp
                    action={scheduleFollowUp}
                    size="xs"
                    personKey={personKeys[0]}
                    name={name}
                    phone={phone?.e164}
                    email={email}
                  />
                }
              />
            )}
          </>
        }
      >
        <CallsOfContact
          calls={calls}
          previousCursor={previousCursor}
          nextCursor={nextCursor}
          total={total}
          isFirstPage={!cursor}
          asOf={ctx.clock.now().toISOString()}
          timezone={timezone}
        />
        <Panel title="Notes">
          {contact.notes ? (
            <p className={styles.notes}>
              <bdi>{contact.notes}</bdi>
            </p>
          ) : (
            <span className={styles.more}>No notes yet.</span>
          )}
        </Panel>
      </DetailColumns>
    </Page>
  );
}
