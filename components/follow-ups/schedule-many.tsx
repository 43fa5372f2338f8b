import { Button } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { whenConnected } from "@/components/offline/when-connected";
import type { Person, ScheduleAction } from "./schedule-action";

const ScheduleDialog = dynamic(
  whenConnected(() => import("./schedule-dialog")),
  { ssr: false },
);

type ScheduleManyProps = {
  /** Each known by a call, a number or an address. */
  people: readonly Person[];
  /** What several of them are called: "the callers of 3 calls". */
  several: string;
  schedule: ScheduleAction;
};

/** A button that asks for one day, and schedules a follow-up of each person on it. */
export function ScheduleMany({ people, several, schedule }: ScheduleManyProps) {
  const [isOpen, setOpen] = useState(false);
  const [first] = people;
  return (
    <>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconCalendarPlus size={14} stroke={1.8} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        Follow up
      </Button>
      {isOpen && first && (
        <ScheduleDialog
          person={{ ...first, personKey: "", name: people.length === 1 ? first.name : several }}
          action={(data) => scheduleEach(schedule, people, data)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

/** One follow-up for each person; anyone who has one on that day already keeps it. */
async function scheduleEach(schedule: ScheduleAction, people: readonly Person[], data: FormData) {
  let done: Awaited<ReturnType<ScheduleAction>> | undefined;
  for (const { callId, name, phone, email } of people) {
    for (const [field, value] of Object.entries({ callId, name, phone, email })) {
      if (value) data.set(field, value);
      else data.delete(field);
    }
    const result = await schedule(data);
    if (!result.ok && result.code !== "CONFLICT") return result;
    if (result.ok || !done) done = result;
  }
  return done ?? ({ ok: false, code: "NOT_FOUND", message: "Choose at least one row." } as const);
}
