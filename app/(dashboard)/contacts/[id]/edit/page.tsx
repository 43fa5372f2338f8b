import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Page } from "@/components/shell/page";
import { getProfile } from "@/lib/account/get-profile";
import { getContact } from "@/lib/contacts/get-contact";
import { defaultCountry } from "@/lib/platform/countries";
import { orNotFound } from "../../../../_or-not-found";
import { updateContact } from "../../actions";
import { ContactForm } from "../../contact-form";
import { contactTitle } from "../../contacts-table";

export const metadata: Metadata = { title: "Edit contact" };

export default async function EditContactPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await requireTenantContext(`/contacts/${encodeURIComponent(id)}/edit`);
  const contact = await getContact(ctx, { id }).catch(orNotFound);
  const country = defaultCountry(await getProfile(ctx));
  const { name, phone, email, company, notes } = contact;
  return (
    <Page
      title="Edit contact"
      before={
        <Breadcrumbs
          trail={[
            { href: "/contacts", label: "Contacts" },
            { href: `/contacts/${contact.id}`, label: contactTitle(contact) },
          ]}
        />
      }
    >
      <ContactForm
        action={updateContact}
        id={contact.id}
        values={{ name, phone: phone?.text, email, company, notes }}
        country={country}
        submitLabel="Save contact"
        cancelHref={`/contacts/${contact.id}`}
      />
    </Page>
  );
}
