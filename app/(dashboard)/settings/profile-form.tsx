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
          ? "Saved. Your calls are moving to the days of the new zone: with many calls this takes a minute."
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
            description="Your days begin and end by this zone, in every figure and list."
            name="timezone"
            data={timezones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
            defaultValue={typed.timezone ?? timezone}
            error={errorOf("timezone")}
            searchable
            allowDeselect={false}
            limit={100}
            nothingFoundMessage="There is no such time zone."
            size="md"
          />
          <Select
            label="Country"
            description={
              suggested
                ? `Phone numbers without a country’s code are read as numbers of this country. Without a choice it is that of your time zone, ${suggested.name}.`
                : "Phone numbers without a country’s code are read as numbers of this country."
            }
            name="country"
            data={countries.map(({ code, name: label, callingCode }) => ({
              value: code,
              label: `${label} (${callingCode})`,
            }))}
            defaultValue={(typed.country ?? country) || null}
            error={errorOf("country")}
            placeholder={suggested ? `${suggested.name} (${suggested.callingCode}), by your time zone` : "None chosen"}
            searchable
            clearable
            clearButtonProps={{ "aria-label": suggested ? "Go by the time zone" : "Choose no country" }}
            limit={100}
            nothingFoundMessage="There is no such country."
            size="md"
          />
        </>
      )}
    </SettingsForm>
  );
}
