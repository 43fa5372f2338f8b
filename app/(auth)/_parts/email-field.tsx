import { TextInput } from "@mantine/core";

export function EmailField({ typed, error }: { typed: string | undefined; error: string | undefined }) {
  return (
    <TextInput
      label="Email"
      name="email"
      type="email"
      autoComplete="username"
      inputMode="email"
      autoCapitalize="none"
      spellCheck={false}
      maxLength={254}
      defaultValue={typed}
      error={error}
    />
  );
}
