import { TextInput } from "@mantine/core";

/** Six digits, which phones and password managers fill in. */
export function CodeField({ typed, error }: { typed: string | undefined; error: string | undefined }) {
  return (
    <TextInput
      label="Code"
      name="code"
      inputMode="numeric"
      autoComplete="one-time-code"
      autoFocus
      defaultValue={typed}
      error={error}
      styles={{
        label: { marginBottom: 4 },
        input: { fontSize: 18, letterSpacing: "0.2em", fontVariantNumeric: "tabular-nums" },
      }}
    />
  );
}
