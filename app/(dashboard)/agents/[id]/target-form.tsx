"use client";

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useEffect } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { useRouter } from "@/components/navigation/use-router";
import { saveTarget } from "./actions";
import styles from "./targets.module.css";

type TargetFormProps = {
  agentId: string;
  /** What the fields begin with: those of the target that is changed, or of a new one. */
  initial: Readonly<Record<"type" | "day" | "calls" | "successRate" | "leads" | "conversionRate", string>>;
  isChange: boolean;
  /** Where to go once it is kept. */
  doneHref: string;
};

const periods = [
  { value: "daily", label: "A day" },
  { value: "weekly", label: "A week, from Monday" },
  { value: "monthly", label: "A month" },
  { value: "quarterly", label: "A quarter" },
];

const fields = [
  { name: "calls", label: "Calls", placeholder: "e.g. 200" },
  { name: "successRate", label: "Success rate, %", placeholder: "e.g. 90" },
  { name: "leads", label: "Lead calls", placeholder: "e.g. 40" },
  { name: "conversionRate", label: "Conversion, %", placeholder: "e.g. 20" },
] as const;

/** Sets or changes what an agent should reach in a period. Empty fields are no target. */
export function TargetForm({ agentId, initial, isChange, doneHref }: TargetFormProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(saveTarget);
  const router = useRouter();
  const isDone = result?.ok === true;
  useEffect(() => {
    if (isDone) router.replace(doneHref, { scroll: false });
  }, [isDone, router, doneHref]);

  return (
    <form ref={form} action={submit} className={styles.form} aria-label="Target" noValidate>
      <Failure>{failure}</Failure>
      <input type="hidden" name="agentId" value={agentId} />
      <NativeSelect
        label="Period"
        name="type"
        data={periods}
        defaultValue={typed.type ?? initial.type}
        error={errorOf("type")}
      />
      <TextInput
        type="date"
        label="A day of it"
        name="day"
        size="sm"
        defaultValue={typed.day ?? initial.day}
        error={errorOf("day")}
        aria-invalid={errorOf("day") !== undefined}
      />
      {fields.map(({ name, label, placeholder }) => (
        <TextInput
          key={name}
          label={label}
          name={name}
          placeholder={placeholder}
          inputMode="decimal"
          size="sm"
          autoComplete="off"
          defaultValue={typed[name] ?? initial[name]}
          error={errorOf(name)}
          aria-invalid={errorOf(name) !== undefined}
        />
      ))}
      <Button type="submit" loading={isPending} className={styles.submit}>
        {isChange ? "Change the target" : "Set the target"}
      </Button>
    </form>
  );
}
