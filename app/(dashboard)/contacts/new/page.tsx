import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import { Page } from "@/components/layout/page";
import { getProfile } from "@/lib/auth/get-profile";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
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
