import { IconHistory } from "@tabler/icons-react";
import type { Metadata } from "next";
import { Breadcrumbs } from "@/components/layout/breadcrumbs";
import { Page } from "@/components/layout/page";
import { LinkButton } from "@/components/ui/link-button";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { currentSettings } from "@/lib/db/current-settings";
import { UploadForm } from "./upload-form";

export const metadata: Metadata = { title: "Import contacts" };

export default async function ImportPage() {
  await requireTenantContext("/contacts/import");
  const { max_contacts_per_upload: rowsMax } = await currentSettings(["max_contacts_per_upload"]);
  return (
    <Page
      title="Import contacts"
      before={<Breadcrumbs trail={[{ href: "/contacts", label: "Contacts" }]} />}
      actions={
        <LinkButton
          href="/contacts/imports"
          variant="default"
          leftSection={<IconHistory size={15} stroke={1.8} aria-hidden />}
        >
          Earlier imports
        </LinkButton>
      }
    >
      <UploadForm rowsMax={rowsMax} />
    </Page>
  );
}
