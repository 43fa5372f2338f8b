"use client";

import { Select, TextInput } from "@mantine/core";
import type { Country } from "@/lib/platform/countries";
import { saveProfile } from "./actions";
import { SettingsForm } from "./settings-form";

type ProfileFormProps = {
  name: string;
  timezone: string;
  timezones: readonly string[];
  country: string | null;
  countries: readonly Country[];
  /** The country of the time zone. */
  suggested: Country | null;
};

export function ProfileForm({ name, timezone, timezones, country, countries, suggested }: ProfileFormProps) {
  return (
    <SettingsForm
      label="Profile"
      action={saveProfile}
      submitLabel="Save"
      done={({ isZoneChanging }) =>
        isZoneChanging
          ? "Saved. Your calls are being moved to the days of the new time zone, which can take a minute."
          : "Saved."
      }
    >
      {({ typed, errorOf }) => (
        <>
          <TextInput
            label="Name"
            name="name"
            autoComplete="name"
            maxLength={100}
            defaultValue={typed.name ?? name}
            error={errorOf("name")}
            aria-invalid={errorOf("name") !== undefined}
          />
          <Select
            label="Time zone"
            description="Days start and end in this time zone in every metric and list."
            name="timezone"
            data={timezones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            defaultValue={typed.timezone ?? timezone}
            error={errorOf("timezone")}
            searchable
            allowDeselect={false}
            limit={100}
            nothingFoundMessage="No matching time zone."
            size="md"
          />
          <Select
            label="Country"
            description={
              suggested
                ? `Phone numbers without a country code are read as numbers of this country. By default it is the country of your time zone, ${suggested.name}.`
                : "Phone numbers without a country code are read as numbers of this country."
            }
            name="country"
            data={countries.map(({ code, name: label, callingCode }) => ({
              value: code,
              label: `${label} (${callingCode})`,
            }))}
            defaultValue={(typed.country ?? country) || null}
            error={errorOf("country")}
            placeholder={suggested ? `${suggested.name} (${suggested.callingCode}), from your time zone` : "No country"}
            searchable
            clearable
            clearButtonProps={{ "aria-label": suggested ? "Use the country of the time zone" : "Clear the country" }}
            limit={100}
            nothingFoundMessage="No matching country."
            size="md"
          />
        </>
      )}
    </SettingsForm>
  );
}
