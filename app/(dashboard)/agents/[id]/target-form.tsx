"use client";

import { Button, NativeSelect, TextInput } from "@mantine/core";
import { Fragment, useEffect, useEffectEvent, useState } from "react";
import { Failure } from "@/components/forms/failure";
import { useTypedAction } from "@/components/forms/use-typed-action";
import { Link } from "@/components/navigation/link";
import { useRouter } from "@/components/navigation/use-router";
import type { AgentTarget } from "@/lib/analytics/agents/agent-targets";
import type { ChangedTarget } from "@/lib/analytics/agents/set-agent-target";
import type { TargetGoals } from "@/lib/analytics/agents/target-goals";
import { periodLabels } from "@/lib/analytics/labels";
import { firstDayOf } from "@/lib/analytics/period-days";
import { type PeriodType, periodTypes } from "@/lib/analytics/period-type";
import { formatSpan } from "@/lib/platform/format/format-span";
import { saveTarget } from "./actions";
import { changesText, goalsText, numberText } from "./target-text";
import styles from "./targets.module.css";
import { fieldOf, useTargetUndo } from "./use-target-undo";

type TargetFormProps = {
  agentId: string;
  /** The target that is changed; null for a new one. */
  target: AgentTarget | null;
  /** The targets that there are: a period has one. */
  targets: readonly AgentTarget[];
  today: string;
  /** Where to go once it is kept. */
  doneHref: string;
};

const periods: { value: PeriodType; label: string }[] = [
  { value: "daily", label: "Day" },
  { value: "weekly", label: "Week, from Monday" },
  { value: "monthly", label: "Month" },
  { value: "quarterly", label: "Quarter" },
];

const fields = [
  { name: "calls", label: "Calls", placeholder: "e.g. 200" },
  { name: "successRate", label: "Success rate, %", placeholder: "e.g. 90" },
  { name: "leads", label: "Lead calls", placeholder: "e.g. 40" },
  { name: "conversionRate", label: "Conversion, %", placeholder: "e.g. 20" },
] as const;

/** Sets what an agent should reach in a period, or changes it: a goal whose field is left as it is stays as it is. */
export function TargetForm({ agentId, target, targets, today, doneHref }: TargetFormProps) {
  const { form, submit, isPending, typed, result, errorOf, failure } = useTypedAction(saveTarget);
  const router = useRouter();
  const tell = useTargetUndo();
  const [period, setPeriod] = useState<{ type: PeriodType; day: string }>({
    type: target?.type ?? "monthly",
    day: target?.from ?? today,
  });
  const first = /^\d{4}-\d{2}-\d{2}$/.test(period.day) ? firstDayOf(period.type, period.day) : null;
  const existing = target ? undefined : targets.find((each) => each.type === period.type && each.from === first);

  const onSaved = useEffectEvent(({ before, after }: ChangedTarget) => {
    const sent = { agentId, type: readType(typed.type), day: typed.day ?? "" };
    tell({ period: sent, before, after, message: messageOf(before, after) });
    router.replace(doneHref, { scroll: false });
    router.refresh();
  });
  useEffect(() => {
    if (result?.ok) onSaved(result.data);
  }, [result]);

  return (
    <form ref={form} action={submit} className={styles.form} aria-label="Target" noValidate>
      <Failure>{failure}</Failure>
      <input type="hidden" name="agentId" value={agentId} />
      {target ? (
        <>
          <input type="hidden" name="type" value={target.type} />
          <input type="hidden" name="day" value={target.from} />
        </>
      ) : (
        <>
          <NativeSelect
            label="Period"
            name="type"
            data={periods}
            value={period.type}
            onChange={({ currentTarget }) => setPeriod({ ...period, type: readType(currentTarget.value) })}
            error={errorOf("type")}
          />
          <TextInput
            type="date"
            label="Any day in it"
            name="day"
            size="sm"
            value={period.day}
            onChange={({ currentTarget }) => setPeriod({ ...period, day: currentTarget.value })}
            error={errorOf("day")}
            aria-invalid={errorOf("day") !== undefined}
          />
        </>
      )}
      {fields.map(({ name, label, placeholder }) => (
        <Fragment key={name}>
          <input type="hidden" name={fieldOf("was", name)} value={textOf(target?.[name])} />
          <TextInput
            label={label}
            name={name}
            placeholder={existing && existing[name] !== null ? `currently ${numberText(existing[name])}` : placeholder}
            inputMode="decimal"
            size="sm"
            autoComplete="off"
            defaultValue={typed[name] ?? textOf(target?.[name])}
            error={errorOf(name)}
            aria-invalid={errorOf(name) !== undefined}
          />
        </Fragment>
      ))}
      <Button type="submit" loading={isPending} className={styles.submit}>
        {target || existing ? "Update target" : "Set target"}
      </Button>
      {existing && (
        <p className={styles.existing}>
          {periodLabels[existing.type]} {formatSpan(existing)} has a target: {goalsText(existing)}. The fields that you
          fill in replace its goals; the others stay.{" "}
          <Link href={`${doneHref}&target=${existing.id}#targets`} scroll={false}>
            Edit that target
          </Link>
        </p>
      )}
    </form>
  );
}

function messageOf(before: TargetGoals, after: TargetGoals): string {
  if (goalsText(before) === "") return `Target set: ${goalsText(after)}`;
  const changes = changesText(before, after);
  return changes === "" ? "The target is unchanged" : `Target changed: ${changes}`;
}

function readType(text: string | undefined): PeriodType {
  return periodTypes.find((type) => type === text) ?? "monthly";
}

function textOf(value: number | null | undefined): string {
  return value === null || value === undefined ? "" : String(value);
}
