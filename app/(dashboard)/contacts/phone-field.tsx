import { TextInput, type TextInputProps } from "@mantine/core";
import { useRef, useState } from "react";
import type { PhoneNumberReading } from "@/lib/platform/phone-number/read-phone-number";

type PhoneFieldProps = TextInputProps & { country: string | null };

/** A number that is read while it is typed; the rules of all countries come with the first key. */
export function PhoneField({ country, ...field }: PhoneFieldProps) {
  const [read, setRead] = useState<string | null>(null);
  const latest = useRef("");

  async function onInput(text: string) {
    latest.current = text;
    const { readPhoneNumber } = await import("@/lib/platform/phone-number/read-phone-number");
    if (latest.current !== text) return;
    const parsed = text.trim() === "" ? null : readPhoneNumber(text, country);
    setRead(parsed && "e164" in parsed ? keptAs(parsed) : null);
  }
  const help = country
    ? "With its country code, or as it is dialled within your country."
    : "Begins with + and the country code.";
  return (
    <TextInput
      label="Number"
      type="tel"
      inputMode="tel"
      maxLength={64}
      description={<span aria-live="polite">{read ? `Saved as ${read}.` : help}</span>}
      inputWrapperOrder={["label", "input", "description", "error"]}
      onChange={(event) => void onInput(event.currentTarget.value)}
      {...field}
    />
  );
}

function keptAs({ e164, extension }: PhoneNumberReading): string {
  return extension === null ? e164 : `${e164}, extension ${extension}`;
}
