import { Link } from "@/components/navigation/link";
import { EmailLink } from "@/components/ui/email-link";
import { Fact, Facts, MoreOfFact } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { ctaLabels, originLabel } from "@/lib/calls/labels";
import type { LeadDetail } from "@/lib/leads/schema";
import { formatInstant } from "@/lib/platform/format/format-instant";

const asked = ["pricing", "demo", "followup", "sample", "human"] as const;

/** Who it is, what they asked for, and what has become of them. */
export function PersonPanel({ lead, timezone }: { lead: LeadDetail; timezone: string }) {
  const { phone, email, contact, customer, firstCall, ctaCalls } = lead;
  const wishes = asked.filter((cta) => ctaCalls[cta] > 0);
  return (
    <Panel title="Person">
      <Facts>
        <Fact label="Name">{lead.name}</Fact>
        <Fact label="Number">
          {phone && (
            <>
              <a href={`tel:${phone.e164}`}>{phone.text}</a>
              {phone.country && <MoreOfFact>{phone.country}</MoreOfFact>}
            </>
          )}
        </Fact>
        <Fact label="Email">{email && <EmailLink email={email} />}</Fact>
        <Fact label="Company">{lead.company}</Fact>
        <Fact label="Asked for">
          {wishes.length > 0 &&
            wishes
              .map((cta) => (ctaCalls[cta] > 1 ? `${ctaLabels[cta]} (${ctaCalls[cta]} calls)` : ctaLabels[cta]))
              .join(", ")}
        </Fact>
        <Fact label="Demo">
          {lead.demoAt && <time dateTime={lead.demoAt}>{formatInstant(lead.demoAt, timezone)}</time>}
        </Fact>
        <Fact label="First call">
          <Link href={`/calls/${firstCall.id}`}>{formatInstant(firstCall.at, timezone)}</Link>
          <MoreOfFact>{originLabel(firstCall)}</MoreOfFact>
        </Fact>
        <Fact label="Contact">
          {contact ? <Link href={`/contacts/${contact.id}`}>{contact.name ?? phone?.text ?? "Contact"}</Link> : null}
        </Fact>
        <Fact label="Customer">
          {customer ? <Link href={`/customers/${customer.id}`}>{customer.reference}</Link> : "Not yet"}
        </Fact>
      </Facts>
    </Panel>
  );
}
