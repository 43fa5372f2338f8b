import { Link } from "@/components/navigation/link";
import { EmailLink } from "@/components/ui/email-link";
import { Fact, Facts, MoreOfFact } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { CustomerDetail } from "@/lib/customers/schema";
import { formatInstant } from "@/lib/platform/format/format-instant";

/** Who the customer is and who looks after them. */
export function CustomerPanel({ customer, timezone }: { customer: CustomerDetail; timezone: string }) {
  const { phone, email, leadId, lastInteractionAt } = customer;
  return (
    <Panel title="Customer">
      <Facts>
        <Fact label="Reference">{customer.reference}</Fact>
        <Fact label="Sales rep">{customer.salesRep}</Fact>
        <Fact label="Number">
          {phone && (
            <>
              <a href={`tel:${phone.e164}`}>{phone.text}</a>
              {phone.country && <MoreOfFact>{phone.country}</MoreOfFact>}
            </>
          )}
        </Fact>
        <Fact label="Email">{email && <EmailLink email={email} />}</Fact>
        <Fact label="Company">{customer.company}</Fact>
        <Fact label="Since">{formatInstant(customer.convertedAt, timezone)}</Fact>
        <Fact label="Last contact">{lastInteractionAt && formatInstant(lastInteractionAt, timezone)}</Fact>
        <Fact label="Source">{customer.leadSource}</Fact>
        <Fact label="Lead">{leadId && <Link href={`/leads/${leadId}`}>Open the lead</Link>}</Fact>
        <Fact label="Contact">
          <Link href={`/contacts/${customer.contactId}`}>Open the contact</Link>
        </Fact>
      </Facts>
    </Panel>
  );
}
