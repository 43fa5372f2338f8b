import type { Metadata } from "next";
import { requireTenantContext } from "@/app/_tenant-context";
import { getProfile } from "@/lib/account/get-profile";
import { countryOfZone, listCountries } from "@/lib/platform/countries";
import { listTimeZones } from "@/lib/platform/time-zones";
import { ProfileForm } from "./profile-form";
import { Section } from "./section";
import { SettingsPage } from "./settings-page";

export const metadata: Metadata = { title: "Settings" };

export default async function ProfilePage() {
  const ctx = await requireTenantContext("/settings");
  const { name, timezone, country } = await getProfile(ctx);
  const countries = listCountries();
  const ofZone = countryOfZone(timezone);
  const suggested = countries.find(({ code }) => code === ofZone);
  return (
    <SettingsPage current="/settings">
      <Section title="Profile" lead="Your name, the time zone of your reports, and the country that you call from.">
        <ProfileForm
          name={name}
          timezone={timezone}
          timezones={listTimeZones(timezone)}
          country={country}
          countries={countries}
          suggested={suggested ?? null}
        />
      </Section>
    </SettingsPage>
  );
}
