"use client";

import { Button, type ButtonProps } from "@mantine/core";
import { IconCalendarPlus } from "@tabler/icons-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { whenConnected } from "@/components/offline/when-connected";
import type { Person, ScheduleAction } from "./schedule-action";

const ScheduleDialog = dynamic(
  whenConnected(() => import("./schedule-dialog")),
  { ssr: false },
);

type ScheduleFollowUpProps = Person & {
  /** `scheduleFollowUp` of app/(dashboard)/follow-ups/actions.ts. */
  action: ScheduleAction;
  size?: ButtonProps["size"];
  variant?: ButtonProps["variant"];
  label?: string;
};

/** A button that asks for the day of a follow-up, and for the person where none of `callId`, `phone` and `email` is given. */
export function ScheduleFollowUp({
  action,
  size,
  variant = "default",
  label = "Schedule follow-up",
  ...person
}: ScheduleFollowUpProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        variant={variant}
        size={size}
        leftSection={<IconCalendarPlus size={16} stroke={1.7} aria-hidden />}
        onClick={() => setOpen(true)}
        aria-haspopup="dialog"
      >
        {label}
      </Button>
      {isOpen && <ScheduleDialog person={person} action={action} onClose={() => setOpen(false)} />}
    </>
  );
}
