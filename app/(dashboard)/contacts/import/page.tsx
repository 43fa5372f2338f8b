import { IconHistory } from "@tabler/icons-react";
import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { Breadcrumbs } from "@/components/shell/breadcrumbs";
import { Page } from "@/components/shell/page";
import { LinkButton } from "@/components/ui/link-button";
import { currentSettings } from "@/lib/settings/current-settings";
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
