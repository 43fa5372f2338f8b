import { Button, Popover, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useRouter } from "@/components/navigation/use-router";
import { formatSpokenDuration } from "@/lib/platform/format/format-spoken-duration";
import { type Opened, OpenerAnchor } from "../ui/opener";
import { useAddress } from "../ui/use-address";
import type { Filter, RangeFilter } from "./filter";
import styles from "./filter-form.module.css";
import { type RangeEnd, type RangeErrors, rangeValue, readEnd, showEnd, type WrittenRange } from "./range-value";

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
  const [errors, setErrors] = useState<RangeErrors>({});

  function apply(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const typed = (name: string) => String(form.get(name) ?? "");
    const written: WrittenRange =
      filter.kind === "text"
        ? { value: typed("value").trim() || null }
        : rangeValue(filter, { from: typed("from"), to: typed("to") });
    if ("errors" in written) {
      setErrors(written.errors);
      event.currentTarget.querySelector<HTMLInputElement>(`[name=${written.errors.from ? "from" : "to"}]`)?.focus();
      return;
    }
    router.push(address({ [filter.name]: written.value }), { scroll: false });
    onDone();
  }
  return (
    <form className={styles.form} onSubmit={apply} noValidate={filter.kind === "range"}>
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
        <Ends filter={filter} value={value} errors={errors} onTyping={() => setErrors({})} />
      )}
      <Button type="submit" size="xs">
        Apply
      </Button>
    </form>
  );
}

type EndsProps = { filter: RangeFilter; value?: string; errors: RangeErrors; onTyping(): void };

function Ends({ filter, value = "", errors, onTyping }: EndsProps) {
  const [from = "", to = ""] = value.split("-");
  const [typed, setTyped] = useState({ from: showEnd(filter, from), to: showEnd(filter, to) });
  const unit = filter.unit ? ` (${filter.unit})` : "";
  const field = (end: RangeEnd, label: string, placeholder: string) => (
    <TextInput
      type="text"
      inputMode={filter.isDuration ? "text" : "numeric"}
      autoComplete="off"
      name={end}
      label={label}
      placeholder={placeholder}
      value={typed[end]}
      onChange={({ currentTarget }) => {
        setTyped({ ...typed, [end]: currentTarget.value });
        onTyping();
      }}
      error={errors[end]}
      aria-invalid={errors[end] !== undefined}
      description={filter.isDuration && !errors[end] ? (understood(filter, typed[end]) ?? "any") : undefined}
      inputWrapperOrder={["label", "input", "description", "error"]}
      data-autofocus={end === "from" || undefined}
    />
  );
  const placeholder = (bound: number) => (filter.isDuration ? "e.g. 2:00" : String(bound));
  return (
    <div className={styles.ends}>
      {field("from", `${filter.label} from${unit}`, placeholder(filter.min))}
      {field("to", "to", filter.isDuration ? "e.g. 1h 5m" : placeholder(filter.max))}
    </div>
  );
}

/** How a typed duration is understood, as a sentence; null for no input and for input that is not a duration. */
function understood(filter: RangeFilter, typed: string): string | null {
  const seconds = readEnd(filter, typed);
  return seconds === null || seconds === undefined ? null : formatSpokenDuration(seconds);
}
