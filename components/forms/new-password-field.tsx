import { PasswordInput } from "@mantine/core";
import { useState } from "react";

type NewPasswordFieldProps = {
  label: string;
  lengthMin: number;
  typed: string | undefined;
  error: string | undefined;
};

/** A new password, with the rule under it; the server, which has the dictionary, decides how guessable it is. */
export function NewPasswordField({ label, lengthMin, typed = "", error }: NewPasswordFieldProps) {
  const [length, setLength] = useState([...typed].length);
  return (
    <PasswordInput
      label={label}
      name="password"
      autoComplete="new-password"
      maxLength={1024}
      defaultValue={typed}
      error={error}
      aria-invalid={error !== undefined}
      description={hint(length, lengthMin)}
      inputWrapperOrder={["label", "input", "error", "description"]}
      onChange={(event) => setLength([...event.currentTarget.value].length)}
      visibilityToggleButtonProps={{ "aria-label": "Show or hide the password", tabIndex: 0 }}
    />
  );
}

function hint(length: number, lengthMin: number): string {
  if (length === 0) return `At least ${lengthMin} characters. A few unrelated words make a strong password.`;
  if (length < lengthMin) return `${length} of at least ${lengthMin} characters.`;
  return `${length} characters: long enough.`;
}
