import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { getProfile } from "@/lib/account/get-profile";
import { getSecondFactor } from "@/lib/auth/second-factor/get-second-factor";
import { formatInstant } from "@/lib/platform/format/format-instant";
import { currentSettings } from "@/lib/settings/current-settings";
import { Section } from "../section";
import { SettingsPage } from "../settings-page";
import { DeleteAccount } from "./delete-account";

export const metadata: Metadata = { title: "Your data" };

export default async function DataPage() {
  const ctx = await requireTenantContext("/settings/data");
  const [profile, { hasPassword }, settings] = await Promise.all([
    getProfile(ctx),
    getSecondFactor(ctx),
    currentSettings(["account_deletion_grace_days"]),
  ]);
  const graceDays = settings.account_deletion_grace_days;
  return (
    <SettingsPage current="/settings/data">
      <Section
        title="Export your data"
        lead="All your data, including calls, transcripts, leads, contacts and credits, as JSON and CSV in one ZIP file."
      >
        <div>
          <Button
            component="a"
            href="/api/account/export"
            download
            variant="default"
            leftSection={<IconDownload size={16} stroke={1.7} aria-hidden />}
          >
            Export my data
          </Button>
        </div>
      </Section>
      <Section
        title="Delete the account"
        lead={`Your account is deleted ${graceDays} ${graceDays === 1 ? "day" : "days"} after your request, with its calls, recordings and contacts. Until then you can cancel. The credit ledger is kept without your name.`}
      >
        <DeleteAccount
          key={profile.deleteAfter ? "asked" : "kept"}
          hasPassword={hasPassword}
          email={profile.email}
          graceDays={graceDays}
          deleteAfter={profile.deleteAfter && formatInstant(profile.deleteAfter, ctx.actor.timezone)}
        />
      </Section>
    </SettingsPage>
  );
}
