"use client";

import { TextInput } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { DialogButton } from "../../_parts/dialog-button";
import { saying } from "../../_parts/saying";
import { invite } from "./actions";

/** Makes an account for somebody, who chooses the password. */
export function InviteUser() {
  return (
    <DialogButton
      label="Invite user"
      variant="filled"
      leftSection={<IconUserPlus size={16} stroke={1.7} aria-hidden />}
      title="Invite a user"
      consequence="An account is created, with the bonus for new users, and a link to choose a password is emailed to its owner. Using the link verifies the address."
      submitLabel="Send invitation"
      action={saying(invite, () => "The invitation is on its way.")}
      hidden={{}}
      fields={({ typed, errorOf }) => (
        <>
          <TextInput
            name="name"
            label="Name"
            maxLength={100}
            autoComplete="off"
            data-autofocus
            defaultValue={typed.name ?? ""}
            error={errorOf("name")}
            aria-invalid={errorOf("name") !== undefined}
          />
          <TextInput
            name="email"
            label="Email"
            type="email"
            inputMode="email"
            maxLength={254}
            autoComplete="off"
            defaultValue={typed.email ?? ""}
            error={errorOf("email")}
            aria-invalid={errorOf("email") !== undefined}
          />
        </>
      )}
    />
  );
}
