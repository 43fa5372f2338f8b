import type { Metadata } from "next";
import { getProfile } from "@/lib/auth/get-profile";
import { requireTenantContext } from "@/lib/auth/require-tenant-context";
import { listTimeZones } from "@/lib/platform/time-zones";
import { ProfileForm } from "./profile-form";
import { Section } from "./section";
import { SettingsPage } from "./settings-page";

export const metadata: Metadata = { title: "Settings" };

export default async function ProfilePage() {
  const ctx = await requireTenantContext("/settings");
  const { name, timezone } = await getProfile(ctx);
  return (
    <SettingsPage>
      <Section title="Profile" lead="Your name as it is shown here, and the zone by which your days are counted.">
        <ProfileForm name={name} timezone={timezone} timezones={listTimeZones(timezone)} />
      </Section>
    </SettingsPage>
  );
}
