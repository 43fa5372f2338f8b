import { Link } from "@/components/navigation/link";
import { EmailLink } from "@/components/ui/email-link";
import { Fact, Facts, MoreOfFact } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { ContactDetail } from "@/lib/contacts/get-contact";
import { formatInstant } from "@/lib/platform/format/format-instant";
import styles from "../contact.module.css";

/** The person, a line for each thing that is known, and where the contact comes from. */
export function ContactFacts({ contact, timezone }: { contact: ContactDetail; timezone: string }) {
  const { name, phone, email, company, customer, sameEmail, createdAt } = contact;
  return (
    <Panel title="Person">
      <Facts>
        <Fact label="Name">{name && <bdi>{name}</bdi>}</Fact>
        <Fact label="Number">
          {phone && (
            <>
              <a href={`tel:${phone.e164}${phone.extension === null ? "" : `;ext=${phone.extension}`}`}>{phone.text}</a>
              {phone.country && <MoreOfFact>{phone.country}</MoreOfFact>}
            </>
          )}
        </Fact>
        <Fact label="Email">
          {email && (
            <>
              <EmailLink email={email} />
              {sameEmail.map((other) => (
                <MoreOfFact key={other.id}>
                  also of{" "}
                  <Link href={`/contacts/${other.id}`}>
                    <bdi>{other.title}</bdi>
                  </Link>
                </MoreOfFact>
              ))}
            </>
          )}
        </Fact>
        <Fact label="Company">{company && <bdi>{company}</bdi>}</Fact>
        {contact.leadId && (
          <Fact label="Lead">
            <Link href={`/leads/${contact.leadId}`}>Open the lead</Link>
          </Fact>
        )}
        {customer && (
          <Fact label="Customer">
            <Link href={`/customers/${customer.id}`}>{customer.reference}</Link>{" "}
            <span className={styles.more}>{customer.status}</span>
          </Fact>
        )}
        <Fact label="Added">
          <time dateTime={createdAt}>{formatInstant(createdAt, timezone)}</time>
          <MoreOfFact>
            <Origin contact={contact} />
          </MoreOfFact>
        </Fact>
      </Facts>
    </Panel>
  );
}

function Origin({ contact: { source, madeByCallId, madeByImport } }: { contact: ContactDetail }) {
  if (source === "import") {
    if (!madeByImport) return "by an import";
    return (
      <>
        by the import of <Link href={`/contacts/import/${madeByImport.id}`}>{madeByImport.fileName}</Link>
      </>
    );
  }
  if (source === "manual") return "by hand";
  return madeByCallId ? <Link href={`/calls/${madeByCallId}`}>from a call</Link> : "from a call";
}
