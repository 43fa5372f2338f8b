"use client";

import { Select, TextInput } from "@mantine/core";
import { saveProfile } from "./actions";
import { SettingsForm } from "./settings-form";

type ProfileFormProps = { name: string; timezone: string; timezones: readonly string[] };

export function ProfileForm({ name, timezone, timezones }: ProfileFormProps) {
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
        </>
      )}
    </SettingsForm>
  );
}
