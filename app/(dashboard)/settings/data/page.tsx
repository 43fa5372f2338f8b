import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import type { Metadata } from "next";
import { getProfile } from "@/lib/auth/get-profile";
import { getSecondFactor } from "@/lib/auth/get-second-factor";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { currentSettings } from "@/lib/db/current-settings";
import { formatInstant } from "@/lib/platform/format/format-instant";
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
    <SettingsPage>
      <Section
        title="Take it along"
        lead="Everything that is yours: calls, transcripts, leads, contacts, credits and the rest, as JSON and as CSV in one ZIP."
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
        lead={`It is deleted ${graceDays} ${graceDays === 1 ? "day" : "days"} after you ask, with its calls, recordings and contacts. Until then you can change your mind. The record of credits stays, without your name.`}
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
