"use client";

import { Button, Popover, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { type Opened, OpenerAnchor } from "../ui/opener";
import { useAddress } from "../ui/use-address";
import type { Filter } from "./filter";
import styles from "./filter-form.module.css";

type Typed = Extract<Filter, { kind: "range" | "text" }>;
type FilterFormProps = Opened & { filter: Typed; value?: string };

/** What a filter is typed into; nothing typed takes it away. */
export default function FilterForm({ filter, value, isOpen, onChange }: FilterFormProps) {
  return (
    <Popover opened={isOpen} onChange={onChange} position="bottom-start" trapFocus>
      <Popover.Target>
        <OpenerAnchor />
      </Popover.Target>
      <Popover.Dropdown aria-label={filter.label}>
        <Form filter={filter} value={value} onDone={() => onChange(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

type FormProps = { filter: Typed; value?: string; onDone(): void };

function Form({ filter, value, onDone }: FormProps) {
  const address = useAddress();
  const router = useRouter();
  const [error, setError] = useState<string | null>(null);

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const written = filter.kind === "text" ? textOf(form) : rangeOf(form, filter);
    if (written.error !== undefined) return setError(written.error);
    router.push(address({ [filter.name]: written.value }), { scroll: false });
    onDone();
  }
  return (
    <form className={styles.form} onSubmit={apply}>
      {filter.kind === "text" ? (
        <TextInput
          name="value"
          label={filter.label}
          type={filter.type ?? "text"}
          placeholder={filter.placeholder}
          defaultValue={value}
          data-autofocus
        />
      ) : (
        <Ends filter={filter} value={value} error={error} />
      )}
      <Button type="submit" size="xs">
        Apply
      </Button>
    </form>
  );
}

function Ends({
  filter,
  value = "",
  error,
}: {
  filter: Extract<Filter, { kind: "range" }>;
  value?: string;
  error: string | null;
}) {
  const [from = "", to = ""] = value.split("-");
  const ends = { type: "text", inputMode: "numeric", autoComplete: "off" } as const;
  const unit = filter.unit ? ` (${filter.unit})` : "";
  return (
    <div>
      <div className={styles.ends}>
        <TextInput
          {...ends}
          name="from"
          label={`${filter.label} from${unit}`}
          placeholder={String(filter.min)}
          defaultValue={from}
          error={error !== null}
          data-autofocus
        />
        <TextInput
          {...ends}
          name="to"
          label="to"
          placeholder={String(filter.max)}
          defaultValue={to}
          error={error !== null}
        />
      </div>
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}

type Written = { value: string | null; error?: undefined } | { error: string };

function textOf(form: FormData): Written {
  return { value: String(form.get("value") ?? "").trim() || null };
}

function rangeOf(form: FormData, { min, max }: { min: number; max: number }): Written {
  const from = String(form.get("from") ?? "").trim();
  const to = String(form.get("to") ?? "").trim();
  if (from === "" && to === "") return { value: null };
  const isFine = (text: string) =>
    text === "" || (/^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max);
  if (!isFine(from) || !isFine(to)) return { error: `Whole numbers from ${min} to ${max}.` };
  if (from !== "" && to !== "" && Number(from) > Number(to)) return { error: "The first number is above the second." };
  return { value: `${from}-${to}` };
}
