import { Button, Modal, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { DayChoices } from "@/components/follow-ups/day-choices";
import dialog from "@/components/follow-ups/schedule-dialog.module.css";
import type { FollowUp } from "@/lib/follow-ups/schema";
import { formatDay } from "@/lib/platform/format/format-day";
import { nameOf } from "./follow-up-text";

type RescheduleDialogProps = { followUp: FollowUp; today: string; onClose(): void; onChoose(day: string): void };

/** Asks to which day a follow-up moves; loaded when it is asked for. */
export default function RescheduleDialog({ followUp, today, onClose, onChoose }: RescheduleDialogProps) {
  const [day, setDay] = useState(followUp.day < today ? today : followUp.day);
  const [error, setError] = useState<string>();

  function submit(event: FormEvent) {
    event.preventDefault();
    if (day >= today) onChoose(day);
    else setError(day ? "That day has passed. Choose today or a later day." : "Choose a day.");
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Reschedule the follow-up of ${nameOf(followUp)}`}
      closeButtonProps={{ "aria-label": "Close" }}
    >
      <form className={dialog.form} onSubmit={submit} noValidate>
        <TextInput
          type="date"
          label="Day"
          description={`Currently ${formatDay(followUp.day, "weekday")}.`}
          data-autofocus
          min={today}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          error={error}
        />
        <DayChoices today={today} chosen={day} onChoose={setDay} />
        <div className={dialog.submit}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit">Reschedule</Button>
        </div>
      </form>
    </Modal>
  );
}
