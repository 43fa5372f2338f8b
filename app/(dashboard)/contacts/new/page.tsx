import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Page } from "@/components/shell/page";
import { getProfile } from "@/lib/account/get-profile";
import { defaultCountry } from "@/lib/platform/countries";
import { createContact } from "../actions";
import { ContactForm } from "../contact-form";

export const metadata: Metadata = { title: "Add contact" };

export default async function NewContactPage() {
  const ctx = await requireTenantContext("/contacts/new");
  const country = defaultCountry(await getProfile(ctx));
  return (
    <Page title="Add contact" before={<Breadcrumbs trail={[{ href: "/contacts", label: "Contacts" }]} />}>
      <ContactForm action={createContact} country={country} submitLabel="Add contact" cancelHref="/contacts" />
    </Page>
  );
}
