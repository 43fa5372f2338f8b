import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { useAccount } from "@/components/shell/account-context";
import { showToast } from "@/components/toasts/show-toast";
import { addDays } from "@/lib/platform/date-range/days";
import { todayIn } from "@/lib/platform/date-range/today-in";
import type { FieldErrors } from "@/lib/platform/errors";
import { formatDay } from "@/lib/platform/format/format-day";
import { Failure } from "../forms/failure";
import { DayChoices } from "./day-choices";
import type { Person, ScheduleAction } from "./schedule-action";
import styles from "./schedule-dialog.module.css";

type ScheduleDialogProps = { person: Person; action: ScheduleAction; onClose(): void };

/** Asks on which day a person is to be followed up, and with what in mind. */
export default function ScheduleDialog({ person, action, onClose }: ScheduleDialogProps) {
  const { timezone } = useAccount();
  const client = useQueryClient();
  const [today] = useState(() => todayIn(timezone, new Date()));
  const [day, setDay] = useState(addDays(today, 1));
  const [isPending, setPending] = useState(false);
  const [refused, setRefused] = useState<{ message: string; fields?: FieldErrors }>();
  const form = useRef<HTMLFormElement>(null);
  const { name, phone, email, callId } = person;
  const isKnown = Boolean(phone || email || callId);
  const who = name ?? phone ?? email ?? (isKnown ? "this caller" : "somebody");
  const beside = refused?.fields ?? {};
  const shown = ["date", "remark", ...(isKnown ? [] : ["name", "phone", "email"])];
  const elsewhere = Object.entries(beside).find(([field]) => !shown.includes(field))?.[1];

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    for (const [field, value] of Object.entries({ name, phone, email, callId })) if (value) data.set(field, value);
    setPending(true);
    const result = await action(data).catch(() => undefined);
    setPending(false);
    if (result?.ok) {
      onClose();
      showToast({
        message: `Follow-up scheduled for ${formatDay(result.data.day, "weekday")}`,
        tone: "good",
        link: {
          href: `/follow-ups?view=month&month=${result.data.day.slice(0, 7)}&day=${result.data.day}`,
          label: "See the day",
        },
      });
      void client.invalidateQueries({ queryKey: ["live"] });
      return;
    }
    setRefused(result ?? { message: "Callwright could not be reached. Your input was kept: try again in a moment." });
    const [field] = Object.keys(result?.fields ?? {});
    setTimeout(() => form.current?.querySelector<HTMLElement>(`[name=${field ?? "date"}]`)?.focus());
  }

  return (
    <Modal opened onClose={onClose} title={`Follow up ${who}`} closeButtonProps={{ "aria-label": "Close" }}>
      <form ref={form} onSubmit={submit} className={styles.form} noValidate>
        <Failure>{refused && (elsewhere ?? (Object.keys(beside).length === 0 ? refused.message : null))}</Failure>
        {!isKnown && (
          <>
            <TextInput name="name" label="Name" data-autofocus maxLength={255} error={beside.name} autoComplete="off" />
            <TextInput
              name="phone"
              type="tel"
              label="Phone number"
              description="With its country, like +44 20 7946 0018."
              error={beside.phone}
              autoComplete="off"
            />
            <TextInput name="email" type="email" label="Email" error={beside.email} autoComplete="off" />
          </>
        )}
        <TextInput
          type="date"
          name="date"
          label="Day"
          data-autofocus={isKnown || undefined}
          min={today}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          error={beside.date}
        />
        <DayChoices today={today} chosen={day} onChoose={setDay} />
        <Textarea
          name="remark"
          size="md"
          label="Remark"
          description="What to talk about."
          maxLength={2000}
          rows={3}
          error={beside.remark}
        />
        <div className={styles.submit}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={isPending}>
            Schedule follow-up
          </Button>
        </div>
      </form>
    </Modal>
  );
}
