"use client";

import { Button, Textarea, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Link } from "@/components/navigation/link";
import { useRouter } from "@/components/navigation/use-router";
import { showToast } from "@/components/toasts/show-toast";
import type { ContactOutcome } from "@/lib/contacts/write-contact";
import type { ActionResult } from "@/lib/platform/action-result";
import styles from "./contact.module.css";
import { KnownContact } from "./known-contact";
import { PhoneField } from "./phone-field";

type Values = Partial<Record<"name" | "phone" | "email" | "company" | "notes", string | null>>;

type ContactFormProps = {
  action(data: FormData): Promise<ActionResult<ContactOutcome>>;
  /** The contact to edit. */
  id?: string;
  values?: Values;
  /** The country of numbers without a country code. */
  country: string | null;
  submitLabel: string;
  cancelHref: string;
};

/** A contact to be entered or changed. One that is there already is shown beside the field, with what can be done about it. */
export function ContactForm({ action, id, values = {}, country, submitLabel, cancelHref }: ContactFormProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(action);
  const router = useRouter();
  const outcome = result?.ok ? result.data : undefined;
  const known = outcome?.kind === "known" ? outcome : undefined;
  const savedId = outcome?.kind === "saved" ? outcome.id : undefined;

  useEffect(() => {
    if (savedId === undefined) return;
    showToast({ tone: "good", message: id ? "Contact saved." : "Contact added." });
    router.push(`/contacts/${savedId}`);
  }, [savedId, id, router]);

  const field = (name: keyof Values) => ({
    name,
    defaultValue: typed[name] ?? values[name] ?? "",
    error: errorOf(name),
    "aria-invalid": errorOf(name) !== undefined || known?.field === name,
    autoComplete: "off",
  });
  const notice = known && !isPending && (
    <KnownContact known={known} id={id} form={form} onShare={() => form.current?.requestSubmit()} />
  );
  return (
    <form ref={form} action={submit} className={styles.form} aria-label={submitLabel} noValidate>
      <Failure>{failure}</Failure>
      {id && <input type="hidden" name="id" value={id} />}
      <TextInput label="Name" maxLength={255} {...field("name")} />
      <PhoneField country={country} {...field("phone")} />
      {known?.field === "phone" && notice}
      <TextInput label="Email" type="email" inputMode="email" maxLength={320} {...field("email")} />
      {known?.field === "email" && notice}
      <TextInput label="Company" maxLength={255} {...field("company")} />
      <Textarea label="Notes" rows={5} size="md" maxLength={10_000} {...field("notes")} />
      <div className={styles.submit}>
        <Button type="submit" loading={isPending || savedId !== undefined}>
          {submitLabel}
        </Button>
        <Button component={Link} href={cancelHref} variant="default">
          Cancel
        </Button>
      </div>
    </form>
  );
}
